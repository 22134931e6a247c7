package parley.app;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks again and again, one at a time. A task that fails is logged and tried again at its
 * next turn.
 */
final class Schedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("schedule").unstarted(task));

  /** Runs a task so long after the start, and after each of its runs. */
  @SuppressWarnings("FutureReturnValueIgnored") // it ends with the schedule
  void every(Duration pause, String name, Runnable task) {
    var millis = pause.toMillis();
    thread.scheduleWithFixedDelay(
        () -> runSafely(name, task), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void runSafely(String name, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the task {} failed and will be tried again", name, e);
    }
  }

  /** Lets a task that runs finish. */
  @Override
  public void close() {
    thread.close();
  }
}
