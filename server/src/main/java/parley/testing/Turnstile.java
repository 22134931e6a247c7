package parley.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import parley.http.Call;
import parley.http.Filter;
import parley.http.Reply;
import parley.http.Routes;
import parley.problem.Code;
import parley.storage.UseGuard;

/**
 * Keeps calls out while everything is replaced, so that none sees, or does, one half of something
 * before and the other half after it. Who was inside when it was replaced, and is not waited for,
 * finds nothing any more: what is there instead is another test's. Test controls pass, for they are
 * what turns it; but not fixtures, which do what other calls do.
 */
final class Turnstile implements Filter {
  /** How long a call waits; it is kept out for some milliseconds as a rule. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int inside;
  private boolean closed;

  /** Counts how often all there is was replaced. */
  private final AtomicLong worlds = new AtomicLong();

  @Override
  public Reply pass(Call call, Routes.Handler next) {
    if (passesBy(call.route().template())) {
      return next.handle(call);
    }
    enter();
    try {
      return UseGuard.within(sameWorld(), () -> next.handle(call));
    } finally {
      leave();
    }
  }

  private static boolean passesBy(String template) {
    return template.startsWith("/parley/v1/Test/") && !template.startsWith(FixtureResource.PATH);
  }

  /** Fails, whenever it is run, once all there is now has been replaced. */
  Runnable sameWorld() {
    var known = worlds.get();
    return () -> {
      if (worlds.get() != known) {
        throw Code.NOT_FOUND.because("all there was when this call came has been replaced");
      }
    };
  }

  /** Says that what is there is replaced now; to be called by who has closed it. */
  void replaced() {
    worlds.incrementAndGet();
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
   *     Who waits for a webhook, or sends a file slowly, may be inside for long
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
