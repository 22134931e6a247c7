package parley.due;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.storage.Database;
import parley.storage.StorageFailure;
import parley.value.Backoff;

/**
 * Claims a portion of what is due and does it, one after the other, each in transactions of its
 * own. Several may do so at once, here and on other servers.
 */
final class DueWorker implements Work {
  /** How long it sleeps at most: another server may have noted something earlier. */
  static final Duration LOOK = Duration.ofSeconds(2);

  /** After this others take over what a server claimed and did not do; with LOOK five seconds. */
  static final Duration LEASE = Duration.ofSeconds(3);

  static final int PORTION = 25;

  private static final Logger LOG = LoggerFactory.getLogger(DueWorker.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  private final Database database;
  private final DueStore store;
  private final Map<String, Kind> kinds;

  /** What the database last failed of, by kind: told once, not for each of thousands of rows. */
  private final Map<String, String> told = new ConcurrentHashMap<>();

  /** Does what is due of one kind, and gives the row its next date or deletes it. */
  @FunctionalInterface
  interface Kind {
    void run(DueRow row, Instant now);
  }

  DueWorker(Database database, DueStore store, Map<String, Kind> kinds) {
    this.database = database;
    this.store = store;
    this.kinds = kinds;
  }

  /** Only reads while nothing is due. Rows of kinds that it does not know are for others. */
  @Override
  public Instant run(Instant now) {
    var look = now.plus(LOOK);
    if (kinds.isEmpty()) {
      return look;
    }
    var known = List.copyOf(kinds.keySet());
    var earliest = database.read(tx -> store.earliest(tx, known)).orElse(look);
    if (earliest.isAfter(now)) {
      return earliest.isBefore(look) ? earliest : look;
    }
    var claimed = database.write(tx -> store.claim(tx, known, now, PORTION, LEASE));
    runAll(claimed, now);
    return claimed.isEmpty() ? look : now;
  }

  /** What it has not begun when its lease ends is for others. */
  private void runAll(List<DueRow> claimed, Instant now) {
    var begun = System.nanoTime();
    for (var row : claimed) {
      if (System.nanoTime() - begun < LEASE.toNanos()) {
        run(row, now);
      }
    }
  }

  private void run(DueRow row, Instant now) {
    try {
      Objects.requireNonNull(kinds.get(row.kind())).run(row, now);
      told.remove(row.kind());
    } catch (RuntimeException e) { // of this subject alone, as long as it can be written down
      var wait = BACKOFF.after((int) row.failures() + 1);
      tell(row, wait, e);
      database.change(tx -> store.failed(tx, row, wait));
    }
  }

  private void tell(DueRow row, Duration wait, RuntimeException failure) {
    var text = "the due work {} of \"{}\" has failed; next try in {} s";
    if (failure instanceof StorageFailure
        && failure
            .getClass()
            .getName()
            .equals(told.put(row.kind(), failure.getClass().getName()))) {
      LOG.debug(text + ": {}", row.kind(), row.subject(), wait.toSeconds(), failure.toString());
    } else if (row.failures() > 0 || failure instanceof StorageFailure) {
      LOG.warn(text + ": {}", row.kind(), row.subject(), wait.toSeconds(), failure.toString());
    } else {
      LOG.error(text, row.kind(), row.subject(), wait.toSeconds(), failure);
    }
  }
}
