package parley.message;

import static parley.storage.Keyset.Column.number;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.message.Message.Content;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** The table of messages, in the order of their index. */
final class MessageStore {
  private static final String COLUMNS =
      """
      conversation_sid, position, sid, author, participant_sid, body, subject, attributes, media,
      content_sid, content_variables, receipts, receipts_sent, receipts_delivered, receipts_read,
      receipts_failed, receipts_undelivered, updated_by, added_version, changed_version,
      created_at, updated_at\
      """;
  private static final String SELECT =
      "SELECT " + COLUMNS + " FROM messages WHERE conversation_sid = :conversation";
  private static final Keyset OLDEST_FIRST = Keyset.ascending(number("position"));
  private static final Keyset NEWEST_FIRST = Keyset.descending(number("position"));

  private static final String INSERT =
      """
      INSERT INTO messages (%s) VALUES (:conversation, :position, :sid, :author, :participant,
        :body, :subject, :attributes, :media, :content, :variables, :receipts, :sent, :delivered,
        :read, :failed, :undelivered, :updated_by, :added, :changed, :created_at, :updated_at)\
      """
          .formatted(COLUMNS);

  void insert(Tx tx, Message message) {
    var content = message.content();
    setDelivery(set(tx.update(INSERT), message), message.delivery())
        .set("sid", message.sid())
        .set("media", message.media())
        .set("content", content == null ? null : content.sid())
        .set("variables", content == null ? null : content.variables())
        .set("added", message.addedVersion())
        .runSoon();
  }

  void update(Tx tx, Message message) {
    set(
            tx.update(
                """
                UPDATE messages SET author = :author, participant_sid = :participant,
                  body = :body, subject = :subject, attributes = :attributes,
                  updated_by = :updated_by, changed_version = :changed, created_at = :created_at, updated_at = :updated_at
                WHERE conversation_sid = :conversation AND position = :position\
                """),
            message)
        .run();
  }

  /** Writes how the receipts of a message stand, and no more. */
  void updateDelivery(Tx tx, Message message) {
    setDelivery(
            tx.update(
                """
                UPDATE messages SET receipts = :receipts, receipts_sent = :sent,
                  receipts_delivered = :delivered, receipts_read = :read,
                  receipts_failed = :failed, receipts_undelivered = :undelivered,
                  changed_version = :changed
                WHERE conversation_sid = :conversation AND position = :position\
                """),
            message.delivery())
        .set("changed", message.changedVersion())
        .set("conversation", message.conversationSid())
        .set("position", message.index())
        .run();
  }

  private static Sql setDelivery(Sql sql, @Nullable DeliverySummary delivery) {
    return sql.set("receipts", delivery == null ? null : (Long) delivery.total())
        .set("sent", delivery == null ? null : (Long) delivery.sent())
        .set("delivered", delivery == null ? null : (Long) delivery.delivered())
        .set("read", delivery == null ? null : (Long) delivery.read())
        .set("failed", delivery == null ? null : (Long) delivery.failed())
        .set("undelivered", delivery == null ? null : (Long) delivery.undelivered());
  }

  private static Sql set(Sql sql, Message message) {
    return sql.set("conversation", message.conversationSid())
        .set("position", message.index())
        .set("author", message.author())
        .set("participant", message.participantSid())
        .set("body", message.body())
        .set("subject", message.subject())
        .set("attributes", message.attributes())
        .set("updated_by", message.updatedBy())
        .set("changed", message.changedVersion())
        .set("created_at", message.createdAt())
        .set("updated_at", message.updatedAt());
  }

  Optional<Message> find(Tx tx, String conversation, String sid) {
    return tx.query(SELECT + " AND sid = :sid")
        .set("conversation", conversation)
        .set("sid", sid)
        .first(MessageStore::read);
  }

  Page<Message> list(Tx tx, String conversation, boolean newestFirst, PageAsked asked) {
    return (newestFirst ? NEWEST_FIRST : OLDEST_FIRST)
        .page(
            tx,
            asked,
            SELECT,
            sql -> sql.set("conversation", conversation),
            MessageStore::read,
            message -> List.of(Long.toString(message.index())));
  }

  Optional<Message> newest(Tx tx, String conversation) {
    return tx.query(SELECT + " ORDER BY position DESC LIMIT 1")
        .set("conversation", conversation)
        .first(MessageStore::read);
  }

  /** The messages of a conversation from an index on. */
  List<Message> listFrom(Tx tx, String conversation, long index, int most) {
    return tx.query(
            """
            SELECT %s FROM messages
            WHERE conversation_sid = :conversation AND position >= :index
            ORDER BY position LIMIT :most\
            """
                .formatted(COLUMNS))
        .set("conversation", conversation)
        .set("index", index)
        .set("most", (long) most)
        .list(MessageStore::read);
  }

  /** The messages of a conversation up to an index, newest first. */
  List<Message> listBackFrom(Tx tx, String conversation, long index, int most) {
    return tx.query(SELECT + " AND position <= :index ORDER BY position DESC LIMIT :most")
        .set("conversation", conversation)
        .set("index", index)
        .set("most", (long) most)
        .list(MessageStore::read);
  }

  /**
   * The messages that came first above a version.
   *
   * @param index below which all are older
   */
  List<Message> addedSince(Tx tx, String conversation, long version, long index, int most) {
    return tx.query(
            SELECT
                + """
                 AND position >= :index AND added_version > :version
                ORDER BY position LIMIT :most\
                """)
        .set("conversation", conversation)
        .set("most", (long) most)
        .set("index", index)
        .set("version", version)
        .list(MessageStore::read);
  }

  /** The messages that came up to a version and were changed first above it. */
  List<Message> changedSince(Tx tx, String conversation, long version, int most) {
    return tx.query(
            SELECT
                + """
                 AND changed_version > :version AND changed_version > added_version
                  AND added_version <= :version
                ORDER BY changed_version LIMIT :most\
                """)
        .set("conversation", conversation)
        .set("version", version)
        .set("most", (long) most)
        .list(MessageStore::read);
  }

  /** The newest message of each conversation that has one. */
  List<Message> newestOfEach(Tx tx, List<String> conversations) {
    return tx.query(
            """
            SELECT %s FROM messages m
            WHERE conversation_sid IN (<conversations>) AND position =
              (SELECT max(position) FROM messages n WHERE n.conversation_sid = m.conversation_sid)\
            """
                .formatted(COLUMNS))
        .setAll("conversations", conversations)
        .list(MessageStore::read);
  }

  @Nullable Long newestAt(Tx tx, String conversation, Instant time) {
    return tx.query(
            """
            SELECT position FROM messages
            WHERE conversation_sid = :conversation AND created_at <= :time
            ORDER BY position DESC LIMIT 1\
            """)
        .set("conversation", conversation)
        .set("time", time)
        .first(row -> row.number("position"))
        .orElse(null);
  }

  long countAfter(Tx tx, String conversation, long index) {
    return tx.query(
            """
            SELECT count(*) AS unread FROM messages
            WHERE conversation_sid = :conversation AND position > :index\
            """)
        .set("conversation", conversation)
        .set("index", index)
        .first(row -> row.number("unread"))
        .orElseThrow();
  }

  void delete(Tx tx, Message message) {
    tx.update("DELETE FROM messages WHERE conversation_sid = :conversation AND position = :index")
        .set("conversation", message.conversationSid())
        .set("index", message.index())
        .run();
  }

  private static Message read(Row row) throws SQLException {
    return MessageBuilder.builder()
        .sid(row.text("sid"))
        .conversationSid(row.text("conversation_sid"))
        .index(row.number("position"))
        .author(row.text("author"))
        .participantSid(row.textOrNull("participant_sid"))
        .body(row.textOrNull("body"))
        .subject(row.textOrNull("subject"))
        .attributes(row.text("attributes"))
        .media(row.textOrNull("media"))
        .content(readContent(row))
        .delivery(readDelivery(row))
        .updatedBy(row.textOrNull("updated_by"))
        .addedVersion(row.number("added_version"))
        .changedVersion(row.number("changed_version"))
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .build();
  }

  private static @Nullable Content readContent(Row row) throws SQLException {
    var sid = row.textOrNull("content_sid");
    return sid == null ? null : new Content(sid, row.textOrNull("content_variables"));
  }

  private static @Nullable DeliverySummary readDelivery(Row row) throws SQLException {
    var total = row.numberOrNull("receipts");
    return total == null
        ? null
        : new DeliverySummary(
            total,
            row.number("receipts_sent"),
            row.number("receipts_delivered"),
            row.number("receipts_read"),
            row.number("receipts_failed"),
            row.number("receipts_undelivered"));
  }
}
