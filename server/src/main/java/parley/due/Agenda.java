package parley.due;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * What is due some day, kept in the database and done once over all servers (decision 19). A row
 * says <em>not before</em>: whoever puts something off leaves it alone, and when it comes up its
 * work looks for the true date. Done at most five seconds late while a server runs, never early;
 * what was missed while none ran is done by the next.
 */
public final class Agenda {
  /** Portions at a time, so that one subject which somebody holds stops no other. */
  private static final int WORKERS = 4;

  /** When a sweep runs for the first time, and how long it waits after each of its runs. */
  private record Rhythm(Instant first, Duration pause) {}

  private final DueStore store;
  private final Database database;
  private final Clock clock;
  private final Map<String, DueWorker.Kind> kinds = new HashMap<>();

  private final Map<String, Rhythm> sweeps = new HashMap<>();

  private final List<Task> workers = new ArrayList<>(WORKERS);

  /**
   * @param due runs it; to be started when all kinds are known
   */
  public Agenda(Database database, Due due, Clock clock) {
    this.store = new DueStore(database.dialect());
    this.database = database;
    this.clock = clock;
    due.add("dates of sweeps", this::planSweeps);
    var worker = new DueWorker(database, store, kinds);
    for (var n = 1; n <= WORKERS; n++) {
      workers.add(due.add("due work " + n, worker));
    }
  }

  /** Says what is done when rows of a kind come up. */
  public void on(String kind, DueWork work) {
    kinds.put(
        kind,
        (row, now) ->
            database.change(
                tx ->
                    work.run(tx, row.subject(), now)
                        .ifPresentOrElse(
                            next -> store.moveTo(tx, row, next),
                            () -> store.delete(tx, row.kind(), row.subject()))));
  }

  /**
   * Has a sweep run once over all servers, so long after now and after each of its runs. It is no
   * transaction, and makes those it needs.
   */
  public void every(Duration pause, String kind, Sweep sweep) {
    sweeps.put(kind, new Rhythm(clock.instant().plus(pause), pause));
    kinds.put(
        kind,
        (row, now) -> {
          var next = sweep.run() ? now : now.plus(pause);
          database.change(tx -> store.moveTo(tx, row, next));
        });
  }

  /** What stands in it by now. Reads an index to its end: not to be asked all the time. */
  public AgendaCounts counts() {
    return database.read(tx -> store.counts(tx, clock.instant()));
  }

  private @Nullable Instant planSweeps(Instant now) {
    database.change(tx -> sweeps.forEach((kind, rhythm) -> at(tx, kind, "", rhythm.first())));
    return null;
  }

  /** In a transaction that has replaced all rows: nobody has claimed any, and sweeps go on. */
  public void replaced(Tx tx) {
    store.endLeases(tx);
    var now = clock.instant();
    sweeps.forEach((kind, rhythm) -> at(tx, kind, "", now.plus(rhythm.pause())));
  }

  /**
   * Has everything come up now, so that its work looks for the true date and sweeps go on: for when
   * the clock was set back, since the true date may be before the one that is noted.
   */
  public void lookAnew() {
    database.change(tx -> store.hasten(tx, clock.instant()));
    workers.forEach(Task::wake);
  }

  /**
   * Notes that something is due, in the transaction that makes it so and holds the subject.
   *
   * @param notBefore moves the subject's date only if it is earlier than the one that is noted
   */
  public void at(Tx tx, String kind, String subject, Instant notBefore) {
    store.advance(tx, kind, subject, notBefore);
    if (notBefore.isBefore(clock.instant().plus(DueWorker.LOOK))) {
      tx.aroundCommit(() -> {}, committed -> workers.forEach(Task::wake));
    }
  }

  /**
   * The first date behind a moment at which something other than a sweep comes up. A clock that is
   * moved goes from one such date to the next.
   */
  public Optional<Instant> next(Instant now) {
    var dated = kinds.keySet().stream().filter(kind -> !sweeps.containsKey(kind)).toList();
    return dated.isEmpty() ? Optional.empty() : database.read(tx -> store.next(tx, dated, now));
  }

  /** Whether all that was due by a moment is done, or has failed and is put off. */
  public boolean isDone(Instant moment) {
    var known = List.copyOf(kinds.keySet());
    return known.isEmpty() || database.read(tx -> store.overdue(tx, known, moment)).isEmpty();
  }

  /** Notes that nothing of a kind is due any more for the subject, which the transaction holds. */
  public void drop(Tx tx, String kind, String subject) {
    store.delete(tx, kind, subject);
  }
}
