package parley.inbound;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import parley.address.AddressType;
import parley.inbound.InboundOutcome.MessagePlace;
import parley.storage.Row;
import parley.storage.Tx;

/** The table of what became of messages from outside, by the ids of their channels. */
final class InboundStore {
  private static final String COLUMNS =
      """
      account_sid, channel_message_sid, type, address, proxy_address, service_sid,
      conversation_sid, participant_sid, message_sid, position, autocreated, dropped, created_at\
      """;

  /** Adds an outcome that has an id; false when the id is there already. */
  boolean insert(Tx tx, InboundOutcome outcome) {
    var place = outcome.place();
    var dropped = outcome.dropped();
    return tx.update(
                """
                INSERT INTO inbound_messages (%s) VALUES (:account, :channel_message, :type,
                  :address, :proxy, :service, :conversation, :participant, :message, :position,
                  :autocreated, :dropped, :created_at)
                ON CONFLICT (account_sid, channel_message_sid) DO NOTHING\
                """
                    .formatted(COLUMNS))
            .set("account", outcome.accountSid())
            .set("channel_message", outcome.channelMessageSid())
            .set("type", outcome.type().name())
            .set("address", outcome.address())
            .set("proxy", outcome.proxyAddress())
            .set("service", place == null ? null : place.serviceSid())
            .set("conversation", place == null ? null : place.conversationSid())
            .set("participant", place == null ? null : place.participantSid())
            .set("message", place == null ? null : place.messageSid())
            .set("position", place == null ? null : place.index())
            .set("autocreated", place != null && place.autocreated())
            .set("dropped", dropped == null ? null : dropped.name())
            .set("created_at", outcome.createdAt())
            .run()
        == 1;
  }

  Optional<InboundOutcome> find(Tx tx, String account, String channelMessageSid) {
    return tx.query(
            """
            SELECT %s FROM inbound_messages
            WHERE account_sid = :account AND channel_message_sid = :channel_message\
            """
                .formatted(COLUMNS))
        .set("account", account)
        .set("channel_message", channelMessageSid)
        .first(InboundStore::read);
  }

  /** Deletes some that are older; how many. */
  int deleteOlder(Tx tx, Instant before, int most) {
    return tx.update(
            """
            DELETE FROM inbound_messages WHERE (account_sid, channel_message_sid) IN
              (SELECT account_sid, channel_message_sid FROM inbound_messages
                WHERE created_at < :before ORDER BY created_at LIMIT :most)\
            """)
        .set("before", before)
        .set("most", most)
        .run();
  }

  private static InboundOutcome read(Row row) throws SQLException {
    var dropped = row.textOrNull("dropped");
    return new InboundOutcome(
        row.text("account_sid"),
        row.text("channel_message_sid"),
        AddressType.valueOf(row.text("type")),
        row.text("address"),
        row.text("proxy_address"),
        dropped == null ? readPlace(row) : null,
        dropped == null ? null : Dropped.valueOf(dropped),
        row.time("created_at"));
  }

  private static MessagePlace readPlace(Row row) throws SQLException {
    return new MessagePlace(
        row.text("service_sid"),
        row.text("conversation_sid"),
        row.text("participant_sid"),
        row.text("message_sid"),
        row.number("position"),
        row.flag("autocreated"));
  }
}
