package parley.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import parley.due.Sweep;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * Deletes the marks of what was removed from conversations once nobody is thought to be still away,
 * in small portions. A conversation remembers the newest version that lost its mark: what lies
 * above it can be replayed.
 */
public final class TombstoneSweep implements Sweep {
  /** How long a client may be away and still be told what has gone. */
  public static final Duration KEPT = Duration.ofDays(30);

  private static final int PORTION = 500;

  private final Database database;
  private final Clock clock;

  public TombstoneSweep(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Deletes a portion of the marks that are old enough. */
  @Override
  public boolean run() {
    var before = clock.instant().minus(KEPT);
    return database.write(tx -> sweep(tx, before)) == PORTION;
  }

  private static int sweep(Tx tx, Instant before) {
    var newest = new TreeMap<String, Long>(); // by SID: the order in which conversations are held
    var found =
        tx.query(
                """
                SELECT conversation_sid, version FROM tombstones WHERE removed_at < :before
                ORDER BY removed_at LIMIT :portion\
                """)
            .set("before", before)
            .set("portion", PORTION)
            .list(row -> Map.entry(row.text("conversation_sid"), row.number("version")));
    found.forEach(mark -> newest.merge(mark.getKey(), mark.getValue(), Math::max));
    newest.forEach((conversation, version) -> forget(tx, conversation, version, before));
    return found.size();
  }

  private static void forget(Tx tx, String conversation, long version, Instant before) {
    tx.update(
            """
            UPDATE conversations SET replayable_from = :version
            WHERE sid = :conversation AND replayable_from < :version\
            """)
        .set("version", version)
        .set("conversation", conversation)
        .run();
    tx.update(
            """
            DELETE FROM tombstones
            WHERE conversation_sid = :conversation AND version <= :version AND removed_at < :before\
            """)
        .set("conversation", conversation)
        .set("version", version)
        .set("before", before)
        .run();
  }
}
