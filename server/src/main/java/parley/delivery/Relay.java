package parley.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import parley.access.Account;
import parley.due.Due;
import parley.due.Task;
import parley.outbound.Outbound;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Sids;

/**
 * The outbox as a whole: the parts that take, send, record and claim, put together, and the tasks
 * that run them.
 */
public final class Relay implements AutoCloseable {
  /** How long a stop waits for what is under way: a request and its record. */
  private static final Duration CLOSED_WITHIN = Sender.TIME_LIMIT.plusSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(5);

  private final Database database;
  private final Clock clock;
  private final Outbox outbox;
  private final Sender sender;
  private final Recorder recorder;
  private final Task records;
  private final Task claims;
  private final LongAdder taken = new LongAdder();
  private final LongAdder failed = new LongAdder();

  public Relay(
      Database database,
      Outbound outbound,
      Account account,
      DeliveryRules rules,
      Due due,
      Sids sids,
      Clock clock) {
    this.database = database;
    this.clock = clock;
    recorder = new Recorder(database, rules, clock, this::send);
    sender = new Sender(outbound, account, clock, this::record, this::wake);
    outbox = new Outbox(database, sids, clock, this::room, this::send, this::wake);
    records = due.add("results of deliveries", recorder);
    claims = due.add("deliveries", new Claims(database, sender));
  }

  /** To be called before anything can be appended. */
  public void start() {
    if (database.dialect().ownsEveryWrite()) {
      // Whoever had leases is no more, for there is one process.
      database.change(new LaneStore(database.dialect())::endLeases);
    }
  }

  /**
   * In a transaction that has replaced all rows, while no task runs: nobody sends any of them, and
   * of what is under way nothing is written.
   */
  public void replaced(Tx tx) {
    new LaneStore(database.dialect()).endLeases(tx);
    var now = System.nanoTime();
    tx.aroundCommit(
        () -> {},
        committed -> {
          recorder.forget(now);
          sender.forget(now);
          wake();
        });
  }

  /** Has what waits for its next try, or for its target, be tried now: the clock was set back. */
  public void lookAnew() {
    database.change(tx -> new LaneStore(database.dialect()).hastenAll(tx, clock.instant()));
    sender.targets().trustAgain();
    wake();
  }

  /** Whether nothing is under way any more of what was there before {@link #replaced}. */
  public boolean hasForgotten() {
    return sender.hasForgotten();
  }

  /** Calls that are being made. */
  public int underway() {
    return sender.targets().underway();
  }

  /** Where what is to be told is put. */
  public Outbox outbox() {
    return outbox;
  }

  /** None while a target is out of order: its lanes wait in the table, nobody holds them. */
  private int room(String key) {
    var targets = sender.targets();
    var room = targets.of(key).isWell() ? targets.room(key) : 0;
    if (room == 0) {
      targets.noteMore(key, true);
    }
    return room;
  }

  private void send(LeasedLane lane) {
    sender.send(lane);
  }

  /** What became of calls since the start. */
  public DeliveryTries tries() {
    return new DeliveryTries(taken.sum(), failed.sum());
  }

  private void record(LaneResult result) {
    result.attempts().forEach(attempt -> (attempt.isTaken() ? taken : failed).increment());
    recorder.add(result);
    records.wake();
  }

  private void wake() {
    claims.wake();
  }

  /** Begins nothing more; what waits is given back, so that nobody waits for its lease to end. */
  public void stop() {
    sender.close();
  }

  @Override
  public void close() {
    close(CLOSED_WITHIN);
  }

  /**
   * Stops, waits for the requests under way, and writes what became of them. What is not answered
   * by then is told once more later.
   */
  public void close(Duration within) {
    stop();
    var began = System.nanoTime();
    while (!isQuiet() && System.nanoTime() - began < within.toNanos()) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Whether nothing is being sent nor waits to be, and all that came of it is being written. */
  public boolean isQuiet() {
    return sender.targets().isIdle() && recorder.isEmpty();
  }

  /** The first date behind a moment at which something is to be sent that is not sent now. */
  public Optional<Instant> next(Instant now) {
    var lane = database.read(tx -> new LaneStore(database.dialect()).next(tx, now));
    return Stream.of(lane, sender.targets().nextCall(now))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }
}
