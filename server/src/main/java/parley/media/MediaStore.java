package parley.media;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.media.Medium.Category;
import parley.storage.Row;
import parley.storage.Tx;

/** The table of files. A row whose time is up is not there for anybody but the sweep. */
final class MediaStore {
  private static final String COLUMNS =
      """
      sid, account_sid, service_sid, conversation_sid, message_sid, category, content_type,
      filename, size, author, created_at, updated_at\
      """;
  private static final String ALIVE = " AND (expires_at IS NULL OR expires_at > :now)";

  void insert(Tx tx, Medium medium, Instant expiresAt) {
    tx.update(
            """
            INSERT INTO media (%s, expires_at) VALUES (:sid, :account, :service, NULL, NULL,
              :category, :content_type, :filename, :size, :author, :created_at, :updated_at,
              :expires_at)\
            """
                .formatted(COLUMNS))
        .set("sid", medium.sid())
        .set("account", medium.accountSid())
        .set("service", medium.serviceSid())
        .set("category", medium.category().name())
        .set("content_type", medium.contentType())
        .set("filename", medium.filename())
        .set("size", medium.size())
        .set("author", medium.author())
        .set("created_at", medium.createdAt())
        .set("updated_at", medium.updatedAt())
        .set("expires_at", expiresAt)
        .run();
  }

  Optional<Medium> find(Tx tx, String service, String sid, Instant now) {
    return tx.query(
            "SELECT %s FROM media WHERE sid = :sid AND service_sid = :service%s"
                .formatted(COLUMNS, ALIVE))
        .set("sid", sid)
        .set("service", service)
        .set("now", now)
        .first(MediaStore::read);
  }

  Optional<Medium> find(Tx tx, String sid, Instant now) {
    return tx.query("SELECT %s FROM media WHERE sid = :sid%s".formatted(COLUMNS, ALIVE))
        .set("sid", sid)
        .set("now", now)
        .first(MediaStore::read);
  }

  /** What all files take together, of those that are there. */
  long totalBytes(Tx tx) {
    return tx.query("SELECT COALESCE(SUM(size), 0) AS bytes FROM media")
        .first(row -> row.number("bytes"))
        .orElse(0L);
  }

  /** Gives a file to a message; false when it is not there to be had. */
  boolean attach(Tx tx, Medium medium, String conversation, String message, Instant now) {
    return tx.update(
                """
                UPDATE media SET conversation_sid = :conversation, message_sid = :message,
                  updated_at = :now, expires_at = NULL
                WHERE sid = :sid AND message_sid IS NULL AND expires_at > :now\
                """)
            .set("conversation", conversation)
            .set("message", message)
            .set("now", now)
            .set("sid", medium.sid())
            .run()
        == 1;
  }

  /** Gives up a file that no message has. Whether it was there. */
  boolean removeUnattached(Tx tx, String sid) {
    return tx.update("UPDATE media SET expires_at = 0 WHERE sid = :sid AND message_sid IS NULL")
            .set("sid", sid)
            .run()
        == 1;
  }

  void removeOfMessage(Tx tx, String conversation, String message) {
    tx.update(
            """
            UPDATE media SET expires_at = 0
            WHERE conversation_sid = :conversation AND message_sid = :message\
            """)
        .set("conversation", conversation)
        .set("message", message)
        .run();
  }

  void removeOfConversation(Tx tx, String conversation) {
    tx.update("UPDATE media SET expires_at = 0 WHERE conversation_sid = :conversation")
        .set("conversation", conversation)
        .run();
  }

  void removeOfService(Tx tx, String service) {
    tx.update("UPDATE media SET expires_at = 0 WHERE service_sid = :service")
        .set("service", service)
        .run();
  }

  /** Gives up every file whose time is up, so that no message can take it from now on. */
  void expire(Tx tx, Instant now) {
    tx.update("UPDATE media SET expires_at = 0 WHERE expires_at > 0 AND expires_at <= :now")
        .set("now", now)
        .run();
  }

  /** Some of the files that are given up, behind a SID. */
  List<String> givenUp(Tx tx, String after, int most) {
    return tx.query(
            """
            SELECT sid FROM media WHERE expires_at = 0 AND sid > :after
            ORDER BY sid LIMIT :most\
            """)
        .set("after", after)
        .set("most", most)
        .list(row -> row.text("sid"));
  }

  /** Some of the files that are not given up, behind a SID. */
  List<String> kept(Tx tx, String after, int most) {
    return tx.query(
            """
            SELECT sid FROM media WHERE sid > :after AND (expires_at IS NULL OR expires_at > 0)
            ORDER BY sid LIMIT :most\
            """)
        .set("after", after)
        .set("most", most)
        .list(row -> row.text("sid"));
  }

  void delete(Tx tx, List<String> sids) {
    tx.update("DELETE FROM media WHERE expires_at = 0 AND sid IN (<sids>)")
        .setAll("sids", sids)
        .run();
  }

  /** The SIDs of all rows. */
  List<String> all(Tx tx) {
    return tx.query("SELECT sid FROM media").list(row -> row.text("sid"));
  }

  /** Those of the SIDs that have a row. */
  List<String> present(Tx tx, List<String> sids) {
    return tx.query("SELECT sid FROM media WHERE sid IN (<sids>)")
        .setAll("sids", sids)
        .list(row -> row.text("sid"));
  }

  /** What the files of some messages are to them, by the files' SIDs. */
  Map<String, Category> categories(Tx tx, String conversation, List<String> messages) {
    var found = new HashMap<String, Category>();
    tx.query(
            """
            SELECT sid, category FROM media
            WHERE conversation_sid = :conversation AND message_sid IN (<messages>)\
            """)
        .set("conversation", conversation)
        .setAll("messages", messages)
        .list(row -> found.put(row.text("sid"), Category.valueOf(row.text("category"))));
    return found;
  }

  private static Medium read(Row row) throws SQLException {
    return new Medium(
        row.text("sid"),
        row.text("account_sid"),
        row.text("service_sid"),
        row.textOrNull("conversation_sid"),
        row.textOrNull("message_sid"),
        Category.valueOf(row.text("category")),
        row.text("content_type"),
        row.textOrNull("filename"),
        row.number("size"),
        row.text("author"),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
