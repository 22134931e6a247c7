package parley.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.due.Work;
import parley.storage.Database;
import parley.storage.StorageFailure;
import parley.storage.Tx;

/**
 * Writes what became of lanes, many in one transaction, and hands on what each has next. One task
 * runs it. When the database fails, results stay here and are written by the next run; until then
 * their leases may end, and others send the same once more.
 */
final class Recorder implements Work {
  private static final int BATCH_MAX = 100;
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final ConcurrentLinkedDeque<LaneResult> results = new ConcurrentLinkedDeque<>();
  private volatile long anewSince = System.nanoTime();
  private final LaneWriter writer;
  private final Database database;
  private final Clock clock;
  private final Consumer<LeasedLane> next;

  /**
   * @param next takes a lane that has more, leased anew; it does not block
   */
  Recorder(Database database, DeliveryRules rules, Clock clock, Consumer<LeasedLane> next) {
    this.writer = new LaneWriter(database.dialect(), rules);
    this.database = database;
    this.clock = clock;
    this.next = next;
  }

  void add(LaneResult result) {
    if (!result.lane().isOlderThan(anewSince)) {
      results.add(result);
    }
  }

  /** Writes nothing more of what was leased before a moment; to be called while it does not run. */
  void forget(long before) {
    anewSince = before;
    results.removeIf(result -> result.lane().isOlderThan(before));
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  @Override
  public @Nullable Instant run(Instant now) {
    for (var batch = batch(); !batch.isEmpty(); batch = batch()) {
      try {
        write(batch);
      } catch (StorageFailure e) {
        putBack(batch);
        throw e;
      } catch (RuntimeException e) { // of one of them, for which no other shall wait
        writeEach(batch);
      }
    }
    return null;
  }

  private void writeEach(List<LaneResult> batch) {
    for (var i = 0; i < batch.size(); i++) {
      try {
        write(batch.subList(i, i + 1));
      } catch (StorageFailure e) {
        putBack(batch.subList(i, batch.size()));
        throw e;
      } catch (RuntimeException e) { // its lease ends, and it is sent once more
        LOG.error("what became of {} cannot be written", batch.get(i).lane().head(), e);
      }
    }
  }

  /** What of it was written has lost its lane by now, and is not written twice. */
  private void putBack(List<LaneResult> batch) {
    batch.reversed().forEach(results::addFirst);
  }

  private List<LaneResult> batch() {
    var batch = new ArrayList<LaneResult>();
    for (var result = results.poll();
        result != null;
        result = batch.size() < BATCH_MAX ? results.poll() : null) {
      batch.add(result);
    }
    return batch;
  }

  private void write(List<LaneResult> batch) {
    var passedOver = new ArrayList<LaneResult>();
    database.write(tx -> write(tx, batch, passedOver, false)).forEach(next);
    // Whom a change holds just now is waited for, holding nothing else.
    for (var result : passedOver) {
      database.write(tx -> write(tx, List.of(result), new ArrayList<>(), true)).forEach(next);
    }
  }

  private List<LeasedLane> write(
      Tx tx, List<LaneResult> batch, List<LaneResult> passedOver, boolean waiting) {
    passedOver.clear(); // it may be run again
    var names = batch.stream().map(result -> result.lane().lane()).sorted().toList();
    Map<String, LaneStore.LaneRow> held = writer.hold(tx, names, waiting);
    var leased = new ArrayList<LeasedLane>();
    for (var result : batch) {
      var lane = held.get(result.lane().lane());
      if (lane == null && !waiting) {
        passedOver.add(result);
      } else {
        writer.write(tx, result, lane, clock.instant()).ifPresent(leased::add);
      }
    }
    return leased;
  }
}
