package parley.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import parley.conversation.TombstoneSweep;
import parley.due.Sweep;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * Deletes the marks of what has gone from users' lists, when those of conversations go ({@link
 * TombstoneSweep}). A user remembers the newest version that lost its mark.
 */
public final class ListChangeSweep implements Sweep {
  private static final int PORTION = 500;

  private final Database database;
  private final Clock clock;

  public ListChangeSweep(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A mark, and what orders those who are held for it. */
  private record Mark(String user, String identity, String conversation, long version) {}

  /** Deletes a portion of the marks that are old enough. */
  @Override
  public boolean run() {
    var before = clock.instant().minus(TombstoneSweep.KEPT);
    return database.write(tx -> sweep(tx, before)) == PORTION;
  }

  private static int sweep(Tx tx, Instant before) {
    var found =
        tx.query(
                """
                SELECT l.user_sid, u.identity, l.conversation_sid, l.changed_version
                FROM list_changes l JOIN users u ON u.sid = l.user_sid
                WHERE l.removed_at < :before ORDER BY l.removed_at LIMIT :portion\
                """)
            .set("before", before)
            .set("portion", PORTION)
            .list(
                row ->
                    new Mark(
                        row.text("user_sid"),
                        row.text("identity"),
                        row.text("conversation_sid"),
                        row.number("changed_version")));
    found.stream()
        .sorted(Comparator.comparing(Mark::identity))
        .forEach(mark -> forget(tx, mark, before));
    return found.size();
  }

  private static void forget(Tx tx, Mark mark, Instant before) {
    tx.update(
            """
            UPDATE users SET replayable_from = :version
            WHERE sid = :user AND replayable_from < :version\
            """)
        .set("version", mark.version())
        .set("user", mark.user())
        .run();
    // Not by its version: the user may have come back meanwhile, and the mark is none any more.
    tx.update(
            """
            DELETE FROM list_changes WHERE user_sid = :user AND conversation_sid = :conversation
              AND removed_at < :before\
            """)
        .set("user", mark.user())
        .set("conversation", mark.conversation())
        .set("before", before)
        .run();
  }
}
