package parley.conversation;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation.Email;
import parley.conversation.Conversation.Tally;
import parley.conversation.Held.Tombstone;
import parley.storage.Dialect;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** The tables of conversations and of their unique names. */
final class ConversationStore {
  private static final String COLUMNS =
      """
      sid, account_sid, service_sid, friendly_name, unique_name, attributes, state,
      messaging_service_sid, created_by, email_address, email_name, inactive_after, closed_after,
      inactive_at, closed_at, next_position, message_count, activity_at, webhook_count, version,
      created_at, updated_at\
      """;
  private static final String INSERT =
      """
      INSERT INTO conversations (%s) VALUES (:sid, :account, :service, :friendly_name,
        :unique_name, :attributes, :state, :messaging_service, :created_by, :email_address,
        :email_name, :inactive_after, :closed_after, :inactive_at, :closed_at, :next_position,
        :message_count, :activity_at, :webhook_count, :version, :created_at, :updated_at)\
      """
          .formatted(COLUMNS);
  private static final String UPDATE =
      """
      UPDATE conversations SET friendly_name = :friendly_name, unique_name = :unique_name,
        attributes = :attributes, state = :state, messaging_service_sid = :messaging_service,
        email_address = :email_address, email_name = :email_name,
        inactive_after = :inactive_after, closed_after = :closed_after,
        inactive_at = :inactive_at, closed_at = :closed_at, next_position = :next_position,
        message_count = :message_count, activity_at = :activity_at,
        webhook_count = :webhook_count, version = :version, created_at = :created_at,
        updated_at = :updated_at{moves}
      WHERE sid = :sid\
      """;
  private static final String UPDATE_MOVED =
      """
      UPDATE conversations SET state = :state, inactive_at = :inactive_at, closed_at = :closed_at,
        next_position = :next_position, message_count = :message_count,
        activity_at = :activity_at, webhook_count = :webhook_count, version = :version{moves}
      WHERE sid = :sid\
      """;
  // Where lists have no copy of it, their rows move with the conversation's own.
  private static final String MOVES =
      ", moved_in = CASE WHEN activity_at = :activity_at THEN moved_in ELSE {number} END";
  private static final Keyset NEWEST_FIRST = Keyset.descending(number("created_at"), text("sid"));

  private final String update;
  private final String updateMoved;
  private final Dialect dialect;

  ConversationStore(Dialect dialect) {
    var moves =
        dialect.copiesIntoLists() ? "" : MOVES.replace("{number}", dialect.transactionNumber());
    update = UPDATE.replace("{moves}", moves);
    updateMoved = UPDATE_MOVED.replace("{moves}", moves);
    this.dialect = dialect;
  }

  void insert(Tx tx, Conversation conversation) {
    setOwn(tx.update(INSERT), conversation)
        .set("account", conversation.accountSid())
        .set("service", conversation.serviceSid())
        .set("created_by", conversation.createdBy())
        .run();
  }

  void update(Tx tx, Conversation conversation) {
    setOwn(tx.update(update), conversation).runSoon();
  }

  /** Writes what {@link Held#move} moves, and no more: it is done for every message. */
  void updateMoved(Tx tx, Conversation conversation) {
    setMoved(tx.update(updateMoved), conversation).runSoon();
  }

  private static Sql setOwn(Sql sql, Conversation conversation) {
    var email = conversation.email();
    return setMoved(sql, conversation)
        .set("friendly_name", conversation.friendlyName())
        .set("unique_name", conversation.uniqueName())
        .set("attributes", conversation.attributes())
        .set("messaging_service", conversation.messagingServiceSid())
        .set("email_address", email == null ? null : email.address())
        .set("email_name", email == null ? null : email.name())
        .set("inactive_after", conversation.timers().inactiveAfter())
        .set("closed_after", conversation.timers().closedAfter())
        .set("created_at", conversation.createdAt())
        .set("updated_at", conversation.updatedAt());
  }

  private static Sql setMoved(Sql sql, Conversation conversation) {
    var tally = conversation.tally();
    return sql.set("sid", conversation.sid())
        .set("state", conversation.state().name())
        .set("inactive_at", conversation.timers().inactiveAt())
        .set("closed_at", conversation.timers().closedAt())
        .set("next_position", tally.nextIndex())
        .set("message_count", tally.messageCount())
        .set("activity_at", tally.activityAt())
        .set("webhook_count", conversation.webhookCount())
        .set("version", conversation.version());
  }

  /** Takes a unique name for a conversation; false when another one has it. */
  boolean takeName(Tx tx, Conversation conversation, String name) {
    return tx.update(
                """
                INSERT INTO conversation_names (service_sid, unique_name, conversation_sid)
                VALUES (:service, :name, :sid)
                ON CONFLICT (service_sid, unique_name) DO NOTHING\
                """)
            .set("service", conversation.serviceSid())
            .set("name", name)
            .set("sid", conversation.sid())
            .run()
        == 1;
  }

  void freeName(Tx tx, Conversation conversation) {
    tx.update("DELETE FROM conversation_names WHERE service_sid = :service AND unique_name = :name")
        .set("service", conversation.serviceSid())
        .set("name", conversation.uniqueName())
        .run();
  }

  /** Finds by SID or unique name; a unique name never looks like a SID. */
  Optional<Conversation> find(Tx tx, String service, String key) {
    return find(tx, service, key, "");
  }

  /** As find, and holds the row until the transaction ends: changes go one after the other. */
  Optional<Conversation> hold(Tx tx, String service, String key) {
    return find(tx, service, key, dialect.forNoKeyUpdate());
  }

  /** As find, and holds the row, which is to be deleted. */
  Optional<Conversation> holdToRemove(Tx tx, String service, String key) {
    return find(tx, service, key, dialect.forUpdate());
  }

  void holdAll(Tx tx, List<String> sids) {
    tx.query(
            "SELECT sid FROM conversations WHERE sid IN (<sids>) ORDER BY sid"
                + dialect.forNoKeyUpdate())
        .setAll("sids", sids)
        .list(row -> row.text("sid"));
  }

  /** What was removed first from a conversation above a version, in order. */
  List<Tombstone> removedSince(Tx tx, String conversation, Held.Kind kind, long version, int most) {
    return tx.query(
            """
            SELECT version, key FROM tombstones
            WHERE conversation_sid = :conversation AND version > :version AND kind = :kind
            ORDER BY version LIMIT :most\
            """)
        .set("conversation", conversation)
        .set("kind", kind.name())
        .set("version", version)
        .set("most", (long) most)
        .list(row -> new Tombstone(kind, row.text("key"), row.number("version")));
  }

  /** One of the conversations of a service. */
  Optional<String> anySid(Tx tx, String service) {
    return tx.query("SELECT sid FROM conversations WHERE service_sid = :service LIMIT 1")
        .set("service", service)
        .first(row -> row.text("sid"));
  }

  private Optional<Conversation> find(Tx tx, String service, String key, String suffix) {
    var sid = Sids.looksLike("CH", key) ? key : sidOfName(tx, service, key);
    if (sid == null) {
      return Optional.empty();
    }
    if (!suffix.isEmpty()) {
      tx.queueFor(sid);
    }
    return tx.query(
            "SELECT %s FROM conversations WHERE sid = :sid AND service_sid = :service%s"
                .formatted(COLUMNS, suffix))
        .set("sid", sid)
        .set("service", service)
        .first(ConversationStore::read);
  }

  private @Nullable String sidOfName(Tx tx, String service, String name) {
    return tx.query(
            """
            SELECT conversation_sid FROM conversation_names
            WHERE service_sid = :service AND unique_name = :name\
            """)
        .set("service", service)
        .set("name", name)
        .first(row -> row.text("conversation_sid"))
        .orElse(null);
  }

  List<Conversation> findAll(Tx tx, List<String> sids) {
    return tx.query("SELECT %s FROM conversations WHERE sid IN (<sids>)".formatted(COLUMNS))
        .setAll("sids", sids)
        .list(ConversationStore::read);
  }

  Page<Conversation> list(Tx tx, String service, ConversationFilter filter, PageAsked asked) {
    return NEWEST_FIRST.page(
        tx,
        asked,
        "SELECT %s FROM conversations WHERE service_sid = :service%s"
            .formatted(COLUMNS, filter.sql()),
        sql -> filter.set(sql.set("service", service)),
        ConversationStore::read,
        conversation ->
            List.of(Long.toString(conversation.createdAt().toEpochMilli()), conversation.sid()));
  }

  void delete(Tx tx, String sid) {
    tx.update("DELETE FROM conversations WHERE sid = :sid").set("sid", sid).run();
  }

  void insertTombstone(Tx tx, String conversation, Tombstone tombstone, Instant now) {
    tx.update(
            """
            INSERT INTO tombstones (conversation_sid, version, kind, key, removed_at)
            VALUES (:conversation, :version, :kind, :key, :now)\
            """)
        .set("conversation", conversation)
        .set("version", tombstone.version())
        .set("kind", tombstone.kind().name())
        .set("key", tombstone.key())
        .set("now", now)
        .runSoon();
  }

  private static Conversation read(Row row) throws SQLException {
    var address = row.textOrNull("email_address");
    var name = row.textOrNull("email_name");
    return ConversationBuilder.builder()
        .sid(row.text("sid"))
        .accountSid(row.text("account_sid"))
        .serviceSid(row.text("service_sid"))
        .friendlyName(row.textOrNull("friendly_name"))
        .uniqueName(row.textOrNull("unique_name"))
        .attributes(row.text("attributes"))
        .state(ConversationState.valueOf(row.text("state")))
        .timers(
            new Timers(
                row.textOrNull("inactive_after"),
                row.textOrNull("closed_after"),
                row.timeOrNull("inactive_at"),
                row.timeOrNull("closed_at")))
        .messagingServiceSid(row.textOrNull("messaging_service_sid"))
        .email(address == null && name == null ? null : new Email(address, name))
        .createdBy(row.text("created_by"))
        .tally(
            new Tally(
                row.number("next_position"), row.number("message_count"), row.time("activity_at")))
        .webhookCount(row.number("webhook_count"))
        .version(row.number("version"))
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .build();
  }
}
