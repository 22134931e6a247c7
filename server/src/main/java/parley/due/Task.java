package parley.due;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** A task of {@link Due}, to be woken. Its state is guarded by the lock of its room. */
public final class Task {
  /** A clock that somebody moves tells nobody: it is looked at as often as this, in real time. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Due due;
  private final String name;
  private final Work work;
  private final Condition turn;
  private final Failures failures;
  private boolean woken;
  private boolean running;
  private boolean failing;
  private Instant planned;
  private @Nullable Instant next;

  Task(Due due, String name, Work work, Instant first) {
    this.due = due;
    this.name = name;
    this.work = work;
    this.turn = due.lock.newCondition();
    this.failures = new Failures(name);
    this.planned = due.clock.instant();
    this.next = first;
  }

  String name() {
    return name;
  }

  /**
   * Makes it look at once, or once more when it is running: what was there before this call is seen
   * by a run. One that has failed waits for its next try all the same. Never blocks.
   */
  public void wake() {
    due.lock.lock();
    try {
      woken = true;
      turn.signal();
    } finally {
      due.lock.unlock();
    }
  }

  void start() {
    Thread.ofVirtual().name("due " + name).start(this::loop);
  }

  private void loop() {
    due.lock.lock();
    try {
      while (!due.isClosed()) {
        var now = due.clock.instant();
        if (due.isPaused()) {
          turn.await();
        } else if (isReady(now)) {
          run(now);
        } else {
          turn.awaitNanos(wait(now).toNanos());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody has cause to interrupt " + name, e);
    } finally {
      due.lock.unlock();
    }
  }

  private Duration wait(Instant now) {
    var wait = next == null ? LOOK : Duration.between(now, next);
    return wait.compareTo(LOOK) < 0 ? wait : LOOK;
  }

  private boolean isReady(Instant now) {
    return (woken && !failing) || isDue(now);
  }

  /** Of a clock that was set back, what was planned before means nothing. */
  private boolean isDue(Instant now) {
    return next != null && (!now.isBefore(next) || now.isBefore(planned));
  }

  /** Gives the lock up for the run alone, so that no wake-up falls between two looks. */
  private void run(Instant now) {
    woken = false;
    running = true;
    due.lock.unlock();
    Instant again;
    try {
      again = runSafely(now);
    } finally {
      due.lock.lock();
    }
    running = false;
    failing = failures.any();
    planned = due.clock.instant();
    next = again;
    due.runEnded();
  }

  private @Nullable Instant runSafely(Instant now) {
    try {
      var again = work.run(now);
      failures.end();
      return again;
    } catch (Throwable e) { // whatever it is, this thread is the only one that can try again
      return due.clock.instant().plus(failures.add(e));
    }
  }

  /** Makes the thread look at the clock and at whether the room is closed. */
  void look() {
    turn.signal();
  }

  boolean isRunning() {
    return running;
  }

  boolean isBusy() {
    return running || isReady(due.clock.instant());
  }
}
