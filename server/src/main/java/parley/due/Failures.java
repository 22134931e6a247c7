package parley.due;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.storage.StorageFailure;
import parley.value.Backoff;

/**
 * The failures of one task in a row: each cause is told once, and how long to wait grows. Used by
 * the task's thread alone.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Due.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  /** The database will be back, and what waits for it shall not be later than it must. */
  private static final Backoff AWAY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private final String task;
  private int count;
  private final Set<String> told = new HashSet<>();

  Failures(String task) {
    this.task = task;
  }

  boolean any() {
    return count > 0;
  }

  /** Notes a failure; how long to wait after it. */
  Duration add(Throwable failure) {
    count++;
    var known = failure instanceof StorageFailure;
    var wait = (known ? AWAY : BACKOFF).after(count);
    var found = known ? failure.getClass().getName() : rootOf(failure).toString();
    if (!told.add(found)) {
      LOG.debug("the task {} failed as before; next try in {} s", task, wait.toSeconds());
    } else if (known) { // its message is its cause, in one line
      LOG.warn(
          "the task {} waits {} s: {}",
          task,
          wait.toSeconds(),
          String.valueOf(failure.getMessage()));
    } else {
      LOG.error("the task {} failed; next try in {} s", task, wait.toSeconds(), failure);
    }
    return wait;
  }

  void end() {
    if (count > 0) {
      LOG.info("the task {} works again after {} failures", task, count);
    }
    count = 0;
    told.clear();
  }

  private static Throwable rootOf(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
