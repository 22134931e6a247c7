package parley.inbox;

import java.time.Instant;
import parley.storage.Tx;

/**
 * The table of what changed in users' lists and when, by the user's version: what a client that was
 * away has to be told. What is gone stays as a mark, until {@link ListChangeSweep} takes it.
 */
final class ListChangeStore {

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
}
