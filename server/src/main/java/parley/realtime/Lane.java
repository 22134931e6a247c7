package parley.realtime;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing after the other, in order, without a thread of its own while there is nothing. */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(2);
  private boolean running;

  /** Does this behind all that waits already; returns at once. */
  synchronized void add(Runnable work) {
    waiting.add(work);
    if (!running) {
      running = true;
      Thread.startVirtualThread(this::run);
    }
  }

  /** Does this next, before all that waits: to be called by what is being done. */
  synchronized void next(Runnable work) {
    waiting.addFirst(work);
  }

  private void run() {
    for (var next = take(); next != null; next = take()) {
      try {
        next.run();
      } catch (RuntimeException e) { // what comes behind it is done all the same
        LOG.error("a client's request failed", e);
      }
    }
  }

  private synchronized @Nullable Runnable take() {
    var next = waiting.poll();
    running = next != null;
    return next;
  }
}
