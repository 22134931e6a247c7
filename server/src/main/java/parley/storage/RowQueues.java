package parley.storage;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps those who wait for one row from taking every connection that writes (decision 11). A few
 * may have a row, or wait for it within the database: enough that it is never idle. Who comes when
 * they are that many gives his connection back, waits for a place without one, and begins anew.
 */
final class RowQueues {
  /** Of one row: so three of them may be stuck, and a quarter of the connections is left. */
  static final int PLACES = Math.max(2, PostgresPool.WRITERS / 4);

  /** The places that are free, by row; forgotten when nobody has or wants one. */
  private final LoadingCache<String, Semaphore> queues =
      Caffeine.newBuilder()
          .weakValues()
          .executor(Runnable::run)
          .build(row -> new Semaphore(PLACES, true));

  /** What a change begins with. */
  Places none() {
    return new Places(false);
  }

  /** Thrown out of a change that is to wait; nothing of it is left, and it is run again. */
  static final class Full extends RuntimeException {
    private final transient Semaphore queue;

    Full(Semaphore queue) {
      super("others have the row or wait for it", null, false, false);
      this.queue = queue;
    }
  }

  /**
   * Waits for a place, first come, first served, holding nothing.
   *
   * @throws StorageFailure.Busy when none comes free in time
   */
  Places await(Full full, Duration patience) throws InterruptedException {
    if (!full.queue.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new StorageFailure.Busy("too many wait for one row", null);
    }
    var places = new Places(true);
    places.taken.add(full.queue);
    return places;
  }

  /** The places that one change has, until it is closed. Used by one thread. */
  final class Places implements AutoCloseable {
    private final Set<Semaphore> taken = new HashSet<>(2);
    private final boolean waited;

    private Places(boolean waited) {
      this.waited = waited;
    }

    /**
     * Takes a place of a row. Who has waited once is let through: two rows that many want must not
     * send him to and fro.
     */
    void take(String row) {
      var queue = queues.get(row);
      if (taken.contains(queue)) {
        return;
      }
      if (!queue.hasQueuedThreads() && queue.tryAcquire()) {
        taken.add(queue);
      } else if (!waited) {
        throw new Full(queue);
      }
    }

    @Override
    public void close() {
      taken.forEach(Semaphore::release);
    }
  }
}
