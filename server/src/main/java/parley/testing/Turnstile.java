package parley.testing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import parley.http.Call;
import parley.http.Filter;
import parley.http.Reply;
import parley.http.Routes;
import parley.problem.Code;

/**
 * Keeps calls out while everything is replaced, so that none sees, or does, one half of something
 * before and the other half after it. Calls to test controls pass: they are what turns it.
 */
final class Turnstile implements Filter {
  /** How long a call waits; it is kept out for some milliseconds as a rule. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int inside;
  private boolean closed;

  @Override
  public Reply pass(Call call, Routes.Handler next) {
    if (call.route().template().startsWith("/parley/v1/Test/")) {
      return next.handle(call);
    }
    enter();
    try {
      return next.handle(call);
    } finally {
      leave();
    }
  }

  private void enter() {
    lock.lock();
    try {
      var left = PATIENCE.toNanos();
      while (closed) {
        if (left <= 0) {
          throw Code.UNAVAILABLE.because("everything is being replaced");
        }
        left = changed.awaitNanos(left);
      }
      inside++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Code.UNAVAILABLE.because("interrupted while everything is replaced");
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      inside--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets nobody in while something is done.
   *
   * @param patience those inside are waited for as long as one of them leaves within such a time.
   *     Who waits for a webhook, or sends a file slowly, may be inside for long; what he came for
   *     he finds gone or not, as after any change
   */
  void whileClosed(Duration patience, Runnable work) {
    close(patience);
    try {
      work.run();
    } finally {
      open();
    }
  }

  private void close(Duration patience) {
    lock.lock();
    try {
      closed = true;
      var left = patience.toNanos();
      for (var waitedFor = inside; inside > 0 && left > 0; waitedFor = inside) {
        left = changed.awaitNanos(left);
        left = inside < waitedFor ? patience.toNanos() : left;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void open() {
    lock.lock();
    try {
      closed = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
