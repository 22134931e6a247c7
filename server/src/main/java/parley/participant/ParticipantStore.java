package parley.participant;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.participant.Participant.Horizon;
import parley.role.Role;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** The table of participants. */
final class ParticipantStore {
  private static final String COLUMNS =
      """
      conversation_sid, sid, identity, user_sid, binding_type, address, proxy_address,
      projected_address, binding_name, binding_level, role_sid, attributes, notification_level,
      last_read_position, last_read_at, added_version, changed_version, created_at, updated_at\
      """;
  private static final String SELECT = "SELECT " + COLUMNS + " FROM participants";
  private static final Keyset BY_CONVERSATION =
      Keyset.ascending(text("conversation_sid"), text("sid"));
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));

  /** How many participants a conversation has, and how many of them have no identity. */
  record Count(long all, long nonChat) {}

  /** Adds a participant; false when its identity is in the conversation already. */
  boolean insert(Tx tx, Participant participant) {
    return set(
                tx.update(
                    """
                    INSERT INTO participants (%s) VALUES (:conversation, :sid, :identity, :user,
                      :type, :address, :proxy, :projected, :name, :level, :role, :attributes,
                      :notification_level, :read_position, :read_at, :added, :changed,
                      :created_at, :updated_at)
                    ON CONFLICT (conversation_sid, identity) DO NOTHING\
                    """
                        .formatted(COLUMNS)),
                participant)
            .set("added", participant.addedVersion())
            .run()
        == 1;
  }

  void update(Tx tx, Participant participant) {
    set(
            tx.update(
                """
                UPDATE participants SET identity = :identity, user_sid = :user,
                  binding_type = :type, address = :address, proxy_address = :proxy,
                  projected_address = :projected, binding_name = :name, binding_level = :level,
                  role_sid = :role, attributes = :attributes,
                  notification_level = :notification_level, last_read_position = :read_position,
                  last_read_at = :read_at, changed_version = :changed, created_at = :created_at,
                  updated_at = :updated_at
                WHERE conversation_sid = :conversation AND sid = :sid\
                """),
            participant)
        .run();
  }

  private static Sql set(Sql sql, Participant participant) {
    var binding = participant.binding();
    return sql.set("conversation", participant.conversationSid())
        .set("sid", participant.sid())
        .set("identity", participant.identity())
        .set("user", participant.userSid())
        .set("type", binding == null ? null : binding.type())
        .set("address", binding == null ? null : binding.address())
        .set("proxy", binding == null ? null : binding.proxyAddress())
        .set("projected", binding == null ? null : binding.projectedAddress())
        .set("name", binding == null ? null : binding.name())
        .set("level", binding == null ? null : binding.level())
        .set("role", participant.roleSid())
        .set("attributes", participant.attributes())
        .set("notification_level", participant.notificationLevel().name())
        .set("read_position", participant.horizon().index())
        .set("read_at", participant.horizon().readAt())
        .set("changed", participant.changedVersion())
        .set("created_at", participant.createdAt())
        .set("updated_at", participant.updatedAt());
  }

  /** Finds by SID, else by identity: an identity may look like a SID, and even be another one's. */
  Optional<Participant> find(Tx tx, String conversation, String key) {
    return find(
        tx,
        "(sid = :key OR identity = :key) ORDER BY CASE WHEN sid = :key THEN 0 ELSE 1 END LIMIT 1",
        conversation,
        key);
  }

  Optional<Participant> findBySid(Tx tx, String conversation, String sid) {
    return find(tx, "sid = :key", conversation, sid);
  }

  Optional<Participant> findByIdentity(Tx tx, String conversation, String identity) {
    return find(tx, "identity = :key", conversation, identity);
  }

  private static Optional<Participant> find(
      Tx tx, String condition, String conversation, String key) {
    return tx.query(SELECT + " WHERE conversation_sid = :conversation AND " + condition)
        .set("conversation", conversation)
        .set("key", key)
        .first(ParticipantStore::read);
  }

  /**
   * Whoever has the author's identity, and everybody with an address. Two halves, because each has
   * an index of its own: of a large chat one row is read, not all.
   */
  List<Audience.Party> concerned(Tx tx, String conversation, String author) {
    return tx.query(
            """
            SELECT sid, identity, binding_type, address, proxy_address, projected_address
            FROM participants
            WHERE conversation_sid = :conversation AND identity = :author
            UNION ALL
            SELECT sid, identity, binding_type, address, proxy_address, projected_address
            FROM participants
            WHERE conversation_sid = :conversation AND binding_type > ''
              AND (identity IS NULL OR identity <> :author)\
            """)
        .set("conversation", conversation)
        .set("author", author)
        .list(
            row ->
                new Audience.Party(
                    row.text("sid"), row.textOrNull("identity"), readBinding(row, null, null)));
  }

  /** The ends of the group text that a conversation is; empty for any other. */
  List<MessagingBinding> groupEnds(Tx tx, String conversation) {
    return tx
        .query(SELECT + " WHERE conversation_sid = :conversation AND binding_type > ''")
        .set("conversation", conversation)
        .list(ParticipantStore::read)
        .stream()
        .map(Participant::binding)
        .filter(Objects::nonNull)
        .filter(MessagingBinding::isInGroup)
        .toList();
  }

  /** The participants of an address in a service's conversations, by conversation. */
  Page<Participant> listByAddress(Tx tx, String service, String address, PageAsked asked) {
    return BY_CONVERSATION.page(
        tx,
        asked,
        SELECT
            + """
             WHERE address = :address AND conversation_sid IN
              (SELECT c.sid FROM conversations c WHERE c.sid = participants.conversation_sid
                AND c.service_sid = :service)\
            """,
        sql -> sql.set("address", address).set("service", service),
        ParticipantStore::read,
        participant -> List.of(participant.conversationSid(), participant.sid()));
  }

  /** The participants of an identity in these conversations. */
  List<Participant> findAll(Tx tx, List<String> conversations, String identity) {
    return tx.query(
            SELECT + " WHERE conversation_sid IN (<conversations>) AND identity = :identity")
        .setAll("conversations", conversations)
        .set("identity", identity)
        .list(ParticipantStore::read);
  }

  Page<Participant> list(Tx tx, String conversation, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        SELECT + " WHERE conversation_sid = :conversation",
        sql -> sql.set("conversation", conversation),
        ParticipantStore::read,
        participant ->
            List.of(Long.toString(participant.createdAt().toEpochMilli()), participant.sid()));
  }

  /** By SID, beginning with one of them or where it would be. */
  List<Participant> listBySid(
      Tx tx, String conversation, @Nullable String from, boolean descending, int most) {
    var start = from == null ? "" : " AND sid " + (descending ? "<=" : ">=") + " :from";
    var sql =
        tx.query(
                SELECT
                    + " WHERE conversation_sid = :conversation"
                    + start
                    + " ORDER BY sid"
                    + (descending ? " DESC" : "")
                    + " LIMIT :most")
            .set("conversation", conversation)
            .set("most", (long) most);
    return (from == null ? sql : sql.set("from", from)).list(ParticipantStore::read);
  }

  /** Those who came above a version, or came before and were changed above it: the first. */
  List<Participant> changedSince(Tx tx, String conversation, long version, int most) {
    return tx.query(
            SELECT
                + """
                 WHERE conversation_sid = :conversation AND changed_version > :version
                ORDER BY
                  CASE WHEN added_version > :version THEN added_version ELSE changed_version END
                LIMIT :most\
                """)
        .set("conversation", conversation)
        .set("most", (long) most)
        .set("version", version)
        .list(ParticipantStore::read);
  }

  /** Which of these identities take part. */
  List<String> identitiesAmong(Tx tx, String conversation, List<String> identities) {
    return tx.query(
            """
            SELECT identity FROM participants
            WHERE conversation_sid = :conversation AND identity IN (<identities>)\
            """)
        .set("conversation", conversation)
        .setAll("identities", identities)
        .list(row -> row.text("identity"));
  }

  Count count(Tx tx, String conversation) {
    return tx.query(
            """
            SELECT count(*) AS everybody, count(*) - count(identity) AS non_chat
            FROM participants WHERE conversation_sid = :conversation\
            """)
        .set("conversation", conversation)
        .first(row -> new Count(row.number("everybody"), row.number("non_chat")))
        .orElseThrow();
  }

  /** Some of those who hold a role, by conversation: the order in which they may be held. */
  List<Participant> holdersOf(Tx tx, Role role, int most) {
    return tx.query(
            SELECT
                + """
                 WHERE role_sid = :role AND conversation_sid IN
                  (SELECT c.sid FROM conversations c WHERE c.service_sid = :service)
                ORDER BY conversation_sid, sid LIMIT :most\
                """)
        .set("role", role.sid())
        .set("service", role.serviceSid())
        .set("most", most)
        .list(ParticipantStore::read);
  }

  void delete(Tx tx, Participant participant) {
    tx.update("DELETE FROM participants WHERE conversation_sid = :conversation AND sid = :sid")
        .set("conversation", participant.conversationSid())
        .set("sid", participant.sid())
        .run();
  }

  static Participant read(Row row) throws SQLException {
    return ParticipantBuilder.builder()
        .sid(row.text("sid"))
        .conversationSid(row.text("conversation_sid"))
        .identity(row.textOrNull("identity"))
        .userSid(row.textOrNull("user_sid"))
        .binding(readBinding(row, row.textOrNull("binding_name"), row.textOrNull("binding_level")))
        .roleSid(row.textOrNull("role_sid"))
        .attributes(row.text("attributes"))
        .notificationLevel(NotificationLevel.valueOf(row.text("notification_level")))
        .horizon(
            new Horizon(row.numberOrNull("last_read_position"), row.timeOrNull("last_read_at")))
        .addedVersion(row.number("added_version"))
        .changedVersion(row.number("changed_version"))
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .build();
  }

  private static @Nullable MessagingBinding readBinding(
      Row row, @Nullable String name, @Nullable String level) throws SQLException {
    var type = row.textOrNull("binding_type");
    return type == null
        ? null
        : new MessagingBinding(
            type,
            row.textOrNull("address"),
            row.textOrNull("proxy_address"),
            row.textOrNull("projected_address"),
            name,
            level);
  }
}
