package parley.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import parley.delivery.Relay;
import parley.due.Agenda;
import parley.due.Due;
import parley.media.MediaSweep;
import parley.problem.Code;
import parley.storage.Contents;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.MovableClock;
import parley.value.MovableClock.Position;
import parley.value.Sids;

/**
 * All there is on a server: rows, files, the clock, where its SIDs stand. It is replaced at once,
 * while no call is under way and no task runs, in one transaction (decision 25).
 */
final class World {
  /**
   * How long those calls are waited for that are under way: a reset takes 50 ms, whatever hangs.
   */
  private static final Duration CALLS = Duration.ofMillis(30);

  /** How long a task that runs is waited for; they end within a second or so. */
  private static final Duration TASKS = Duration.ofSeconds(10);

  /** How long deliveries are waited for that are told to end. */
  private static final Duration DELIVERIES = Duration.ofMillis(20);

  private final Database database;
  private final MovableClock clock;
  private final Sids sids;
  private final Due due;
  private final Agenda agenda;
  private final Relay relay;
  private final MediaSweep media;
  private final Turnstile turnstile;
  private final LeftFiles files;
  private final ReentrantLock turn = new ReentrantLock();

  World(
      Database database,
      MovableClock clock,
      Sids sids,
      Due due,
      Agenda agenda,
      Relay relay,
      MediaSweep media,
      Turnstile turnstile) {
    this.database = database;
    this.clock = clock;
    this.sids = sids;
    this.due = due;
    this.agenda = agenda;
    this.relay = relay;
    this.media = media;
    this.turnstile = turnstile;
    this.files = new LeftFiles(media, due);
  }

  /** Where everything stands beside the rows. */
  record Mark(Position clock, long sids) {
    /** By the machine's clock, with nothing made yet. */
    static final Mark FIRST = new Mark(Position.REAL, 0);
  }

  /** Where everything stands now. */
  Mark mark() {
    return new Mark(clock.position(), sids.mark());
  }

  /**
   * Does something while nothing else happens.
   *
   * @throws parley.problem.Problem 20503 when something else does not end
   */
  void whileStill(Runnable work) {
    if (!takeTurn()) {
      throw Code.UNAVAILABLE.because("another call replaces everything");
    }
    try {
      turnstile.whileClosed(
          CALLS,
          () -> {
            var busy = due.whileNoneRuns(TASKS, work);
            if (!busy.isEmpty()) {
              throw Code.UNAVAILABLE.because("still busy: " + String.join(", ", busy));
            }
          });
    } finally {
      turn.unlock();
    }
  }

  private boolean takeTurn() {
    try {
      return turn.tryLock(TASKS.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Replaces everything; to be called while nothing else happens. All or nothing.
   *
   * @param rows writes what is there from now on
   */
  void replace(Mark mark, Consumer<Tx> rows) {
    turnstile.replaced(); // before: whoever writes after that is refused, whoever did is waited for
    var clockBefore = clock.position();
    clock.set(mark.clock());
    List<String> filesBefore;
    try {
      filesBefore = database.writeAlone(tx -> replace(tx, rows));
    } catch (RuntimeException e) {
      clock.set(clockBefore);
      throw e;
    }
    sids.restart(mark.sids());
    files.add(filesBefore);
    awaitDeliveries();
  }

  /** The files that there were before. */
  private List<String> replace(Tx tx, Consumer<Tx> rows) {
    var filesBefore = media.all(tx);
    new Contents(database.dialect()).delete(tx);
    rows.accept(tx);
    agenda.replaced(tx);
    relay.replaced(tx);
    database.news().announceAll(tx);
    return filesBefore;
  }

  /** Has files deleted that nobody has any more. */
  void giveUp(List<String> sids) {
    files.add(sids);
  }

  private void awaitDeliveries() {
    var end = System.nanoTime() + DELIVERIES.toNanos();
    while (!relay.hasForgotten() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
