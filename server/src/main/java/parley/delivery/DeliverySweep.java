package parley.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import parley.due.Sweep;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Sids;

/**
 * Deletes deliveries that were kept long enough, with their tries, in small portions. SIDs begin
 * with the time they were made at, so what is too young is not read; when it was last changed
 * decides, so that what was told again yesterday is kept.
 */
public final class DeliverySweep implements Sweep {
  private static final int PORTION = 500;
  private static final long TIME_NANOS = Duration.ofMillis(500).toNanos();

  private final Database database;
  private final Clock clock;
  private final Round done;
  private final Round failed;

  public DeliverySweep(Database database, DeliveryRules rules, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.done = new Round("status IN ('DELIVERED', 'CANCELED')", "", rules.keptFor());
    this.failed = new Round("status = 'FAILED'", " AND status = 'FAILED'", rules.failedKeptFor());
  }

  @Override
  public synchronized boolean run() {
    var end = System.nanoTime() + TIME_NANOS;
    var more = true;
    while (more && System.nanoTime() < end) {
      var moreDone = done.step();
      more = failed.step() || moreDone;
    }
    return more;
  }

  /**
   * One way through the table from the oldest on. It goes on where it ended, so that what is kept
   * longer is not read over and over, and begins anew each day for what has become old since.
   */
  private final class Round {
    private static final Duration ANEW = Duration.ofDays(1);

    private final String find;
    private final String delete;
    private final Duration kept;
    private String mark = "";
    private Instant begun = Instant.MAX;

    /**
     * @param meant the condition of what is deleted
     * @param read the condition of what is looked at, where an index has it
     */
    Round(String meant, String read, Duration kept) {
      this.kept = kept;
      this.find =
          """
          SELECT sid, CASE WHEN %s AND updated_at < :before THEN 1 ELSE 0 END AS is_old
          FROM deliveries WHERE sid > :mark AND sid < :floor%s ORDER BY sid LIMIT :portion\
          """
              .formatted(meant, read);
      this.delete =
          """
          DELETE FROM deliveries WHERE sid IN (<sids>) AND %s AND updated_at < :before
          RETURNING sid\
          """
              .formatted(meant);
    }

    private record Found(String sid, boolean isOld) {}

    /** Whether there may be more. */
    boolean step() {
      var now = clock.instant();
      if (now.isBefore(begun) || !now.isBefore(begun.plus(ANEW))) { // or the clock was set back
        mark = "";
        begun = now;
      }
      var before = now.minus(kept);
      var found = database.read(tx -> find(tx, before));
      var old = found.stream().filter(Found::isOld).map(Found::sid).toList();
      if (!old.isEmpty()) {
        database.change(tx -> delete(tx, old, before));
      }
      if (!found.isEmpty()) {
        mark = found.getLast().sid();
      }
      return found.size() == PORTION;
    }

    private List<Found> find(Tx tx, Instant before) {
      return tx.query(find)
          .set("before", before)
          .set("mark", mark)
          .set("floor", Sids.floor("DL", before))
          .set("portion", PORTION)
          .list(row -> new Found(row.text("sid"), row.flag("is_old")));
    }

    /** But not what somebody has told again meanwhile. */
    private void delete(Tx tx, List<String> old, Instant before) {
      List<String> gone =
          tx.query(delete).setAll("sids", old).set("before", before).list(row -> row.text("sid"));
      if (!gone.isEmpty()) {
        tx.update("DELETE FROM delivery_attempts WHERE delivery_sid IN (<sids>)")
            .setAll("sids", gone)
            .run();
      }
    }
  }
}
