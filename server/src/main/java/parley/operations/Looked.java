package parley.operations;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A number, or several, that cost a look at the database: looked at when somebody asks, and then
 * remembered for a while, so that nobody can have it looked at all the time. One look goes on at a
 * time; who comes meanwhile is given what was seen last. A look that hangs holds up nobody: it is
 * waited for so long, and until it ends nothing is seen. Safe for use by many threads.
 */
final class Looked<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Looked.class);

  /** It looks for a twentieth of the time at the most. */
  private static final int LOOKS_PER_COST = 20;

  private final Supplier<T> look;
  private final long pauseNanos;
  private final Duration patience;
  private @Nullable T seen;
  private long next = System.nanoTime();
  private boolean looking;

  /**
   * @param pause between two looks at least
   * @param patience how long a look is waited for
   */
  Looked(Duration pause, Duration patience, Supplier<T> look) {
    this.look = look;
    this.pauseNanos = pause.toNanos();
    this.patience = patience;
  }

  /** What was seen last; null when the last look failed or hangs, or there was none yet. */
  @Nullable T get() {
    if (begins()) {
      await(CompletableFuture.runAsync(this::look, Thread::startVirtualThread));
    }
    synchronized (this) {
      return seen;
    }
  }

  private synchronized boolean begins() {
    if (looking || System.nanoTime() - next < 0) {
      return false;
    }
    looking = true;
    return true;
  }

  private void await(CompletableFuture<?> begun) {
    try {
      begun.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      hangs();
    } catch (ExecutionException e) {
      LOG.debug("what is told in metrics cannot be looked at", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void hangs() {
    if (looking) {
      seen = null;
    }
  }

  private void look() {
    var begun = System.nanoTime();
    @Nullable T found = null;
    try {
      found = look.get();
    } finally {
      end(found, System.nanoTime() - begun);
    }
  }

  private synchronized void end(@Nullable T found, long cost) {
    seen = found;
    next = System.nanoTime() + Math.max(pauseNanos, LOOKS_PER_COST * cost);
    looking = false;
  }
}
