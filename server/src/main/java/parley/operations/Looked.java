package parley.operations;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A number, or several, that cost a look at the database: looked at when somebody asks, and then
 * remembered for a while, so that nobody can have it looked at all the time. One looks at a time;
 * who comes meanwhile is given what was seen last. Safe for use by many threads.
 */
final class Looked<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Looked.class);

  /** It looks for a twentieth of the time at the most. */
  private static final int LOOKS_PER_COST = 20;

  private final Supplier<T> look;
  private final long pauseNanos;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable T seen;
  private volatile long next = System.nanoTime();

  /**
   * @param pause between two looks at least
   */
  Looked(Duration pause, Supplier<T> look) {
    this.look = look;
    this.pauseNanos = pause.toNanos();
  }

  /** What was seen last; null when the last look failed, or there was none yet. */
  @Nullable T get() {
    if (System.nanoTime() - next >= 0 && looking.tryLock()) {
      try {
        look();
      } finally {
        looking.unlock();
      }
    }
    return seen;
  }

  private void look() {
    var begun = System.nanoTime();
    if (begun - next < 0) {
      return; // somebody else was quicker
    }
    try {
      seen = look.get();
    } catch (RuntimeException e) {
      LOG.debug("what is told in metrics cannot be looked at", e);
      seen = null;
    } finally {
      var cost = System.nanoTime() - begun;
      next = System.nanoTime() + Math.max(pauseNanos, LOOKS_PER_COST * cost);
    }
  }
}
