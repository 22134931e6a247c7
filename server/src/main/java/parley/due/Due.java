package parley.due;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks when they are due by the clock, or when they are woken. Each has a thread of its own,
 * so that one that is slow or fails stops no other. The clock may be one that a test moves: it is
 * looked at every second, and at once by {@link #settle}.
 */
public final class Due implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Due.class);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

  final Clock clock;
  final ReentrantLock lock = new ReentrantLock();

  /** Signalled whenever a task has ended a run or the room has closed. */
  private final Condition quieter = lock.newCondition();

  private final Duration closedWithin;
  private final List<Task> tasks = new CopyOnWriteArrayList<>();
  private long runs;
  private boolean started;
  private boolean paused;
  private boolean closed;

  public Due(Clock clock) {
    this(clock, Duration.ofSeconds(10));
  }

  /**
   * @param closedWithin how long closing waits for tasks that run
   */
  Due(Clock clock, Duration closedWithin) {
    this.clock = clock;
    this.closedWithin = closedWithin;
  }

  /** Adds a task that runs so long after now, and after each of its runs. */
  public Task every(Duration pause, String name, Runnable work) {
    Work again =
        now -> {
          work.run();
          return clock.instant().plus(pause);
        };
    return add(new Task(this, name, again, clock.instant().plus(pause)));
  }

  /** Adds a task that runs at once and then when it says itself, or is woken. */
  public Task add(String name, Work work) {
    return add(new Task(this, name, work, clock.instant()));
  }

  private Task add(Task task) {
    lock.lock();
    try {
      tasks.add(task);
      if (started) {
        task.start();
      }
      return task;
    } finally {
      lock.unlock();
    }
  }

  /** Begins; what was woken or has become due before runs now. */
  public void start() {
    lock.lock();
    try {
      started = true;
      tasks.forEach(Task::start);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns at a moment when all that is woken or due by the clock is done, also what those runs
   * have woken. To be called when the clock was moved. A task that fails is done with for now.
   *
   * @throws IllegalStateException when some task is still not done after a minute, or none can run
   */
  public void settle() {
    var busy = settle(SETTLED_WITHIN);
    if (!busy.isEmpty()) {
      throw new IllegalStateException("still not done: " + String.join(", ", busy));
    }
  }

  /**
   * As {@link #settle()}, for so long and no longer.
   *
   * @return the tasks that are still not done; empty when all is
   */
  public List<String> settle(Duration limit) {
    lock.lock();
    try {
      if (!started) {
        throw new IllegalStateException("nothing runs before the start");
      }
      var left = limit.toNanos();
      while (!closed && left > 0 && tasks.stream().anyMatch(Task::isBusy)) {
        tasks.forEach(Task::look);
        left = quieter.awaitNanos(left);
      }
      return closed ? List.of() : tasks.stream().filter(Task::isBusy).map(Task::name).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for tasks", e);
    } finally {
      lock.unlock();
    }
  }

  /** How many runs of tasks have ended: as long as it stays the same, no task has done anything. */
  public long runs() {
    lock.lock();
    try {
      return runs;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does something while no task runs; what becomes due meanwhile runs behind it.
   *
   * @param limit how long tasks are waited for that run now
   * @return the tasks that did not end in time: then it was not done; empty when it was
   */
  public List<String> whileNoneRuns(Duration limit, Runnable work) {
    var running = pause(limit);
    try {
      if (running.isEmpty()) {
        work.run();
      }
      return running;
    } finally {
      goOn();
    }
  }

  private List<String> pause(Duration limit) {
    lock.lock();
    try {
      paused = true;
      var left = limit.toNanos();
      while (left > 0 && tasks.stream().anyMatch(Task::isRunning)) {
        left = quieter.awaitNanos(left);
      }
      return tasks.stream().filter(Task::isRunning).map(Task::name).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for tasks", e);
    } finally {
      lock.unlock();
    }
  }

  private void goOn() {
    lock.lock();
    try {
      paused = false;
      tasks.forEach(Task::look);
    } finally {
      lock.unlock();
    }
  }

  boolean isPaused() {
    return paused;
  }

  boolean isClosed() {
    return closed;
  }

  void runEnded() {
    runs++;
    quieter.signalAll();
  }

  /** Begins no further run, and waits ten seconds for those under way. */
  @Override
  public void close() {
    close(closedWithin);
  }

  /** Begins no further run, and waits so long for those under way. */
  public void close(Duration within) {
    lock.lock();
    try {
      closed = true;
      tasks.forEach(Task::look);
      quieter.signalAll();
      var left = within.toNanos();
      while (left > 0 && tasks.stream().anyMatch(Task::isRunning)) {
        left = quieter.awaitNanos(left);
      }
      tasks.stream()
          .filter(Task::isRunning)
          .forEach(
              task ->
                  LOG.warn(
                      "the task {} did not end within {} s and is left behind",
                      task.name(),
                      within.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
