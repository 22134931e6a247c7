package parley.inbox;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.participant.NotificationLevel;
import parley.storage.Row;
import parley.storage.Tx;

/**
 * The table of what changed in users' lists and when, by the user's version: what a client that was
 * away has to be told. What is gone stays as a mark, until {@link ListChangeSweep} takes it.
 */
final class ListChangeStore {
  private static final String ENTRIES =
      """
      SELECT l.conversation_sid, l.added_version, l.changed_version, l.removed_at,
        i.last_read_position, i.notification_level
      FROM list_changes l LEFT JOIN inbox i
        ON i.user_sid = l.user_sid AND i.conversation_sid = l.conversation_sid
      WHERE l.user_sid = :user\
      """;

  /** Notes that a conversation came into a list, perhaps again. */
  void added(Tx tx, String user, String conversation, long version) {
    tx.update(
            """
            INSERT INTO list_changes (user_sid, conversation_sid, added_version, changed_version)
            VALUES (:user, :conversation, :version, :version)
            ON CONFLICT (user_sid, conversation_sid) DO UPDATE SET
              added_version = excluded.added_version,
              changed_version = excluded.changed_version, removed_at = NULL\
            """)
        .set("user", user)
        .set("conversation", conversation)
        .set("version", version)
        .run();
  }

  /** Notes that a row of a list changed by itself: its horizon or level. */
  void changed(Tx tx, String user, String conversation, long version) {
    tx.update(
            """
            UPDATE list_changes SET changed_version = :version
            WHERE user_sid = :user AND conversation_sid = :conversation\
            """)
        .set("version", version)
        .set("user", user)
        .set("conversation", conversation)
        .run();
  }

  /** Notes that a conversation has gone from a list. */
  void removed(Tx tx, String user, String conversation, long version, Instant now) {
    tx.update(
            """
            UPDATE list_changes SET changed_version = :version, removed_at = :now
            WHERE user_sid = :user AND conversation_sid = :conversation\
            """)
        .set("version", version)
        .set("now", now)
        .set("user", user)
        .set("conversation", conversation)
        .run();
  }

  /** What came, changed or went first above a version, in order. */
  List<ListEntry> since(Tx tx, String user, long version, int most) {
    return since(tx, user, version, "", most);
  }

  /** What is there and came or changed first above a version, in order. */
  List<ListEntry> thereSince(Tx tx, String user, long version, int most) {
    return since(tx, user, version, " AND l.removed_at IS NULL", most);
  }

  private static List<ListEntry> since(
      Tx tx, String user, long version, String condition, int most) {
    return tx.query(
            ENTRIES
                + " AND l.changed_version > :version"
                + condition
                + " ORDER BY l.changed_version LIMIT :most")
        .set("user", user)
        .set("version", version)
        .set("most", (long) most)
        .list(ListChangeStore::read);
  }

  /** What has gone last. */
  List<ListEntry> goneLast(Tx tx, String user, int most) {
    return tx.query(
            ENTRIES + " AND l.removed_at IS NOT NULL ORDER BY l.changed_version DESC LIMIT :most")
        .set("user", user)
        .set("most", (long) most)
        .list(ListChangeStore::read);
  }

  /** What is there, by SID. */
  List<ListEntry> list(Tx tx, String user, @Nullable String from, boolean descending, int most) {
    var start =
        from == null ? "" : " AND l.conversation_sid " + (descending ? "<=" : ">=") + " :from";
    var sql =
        tx.query(
                ENTRIES
                    + " AND l.removed_at IS NULL"
                    + start
                    + " ORDER BY l.conversation_sid"
                    + (descending ? " DESC" : "")
                    + " LIMIT :most")
            .set("user", user)
            .set("most", (long) most);
    return (from == null ? sql : sql.set("from", from)).list(ListChangeStore::read);
  }

  private static ListEntry read(Row row) throws SQLException {
    var level = row.textOrNull("notification_level");
    return new ListEntry(
        row.text("conversation_sid"),
        row.number("added_version"),
        row.number("changed_version"),
        row.timeOrNull("removed_at") != null || level == null,
        row.numberOrNull("last_read_position"),
        level == null ? NotificationLevel.DEFAULT : NotificationLevel.valueOf(level));
  }
}
