package parley.testing;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import parley.problem.Code;
import parley.problem.Problem;
import parley.value.MovableClock;
import parley.value.MovableClock.Position;

/**
 * Moves the clock as time passes: not at once to where it is to be, but by way of every date at
 * which something comes up, so that a timer runs when it would have, and what is tried again is
 * tried as often (decision 25). Waits until all of it is done.
 */
final class TimeLapse {
  /** How long one call may take, by the machine's clock. */
  static final Duration LIMIT = Duration.ofSeconds(20);

  private final MovableClock clock;
  private final Rest rest;
  private final Duration limit;
  private final ReentrantLock turn = new ReentrantLock();

  TimeLapse(MovableClock clock, Rest rest, Duration limit) {
    this.clock = clock;
    this.rest = rest;
    this.limit = limit;
  }

  /** What is to be done with the clock, which one call at a time does. */
  @FunctionalInterface
  interface Moves {
    void make(Hands hands);
  }

  /**
   * Makes moves.
   *
   * @throws Problem 20503 when something is not done in time, or the turn does not come; the clock
   *     is where it was to be all the same
   */
  void make(Moves moves) {
    var deadline = System.nanoTime() + limit.toNanos();
    if (!mayBegin()) {
      throw Code.UNAVAILABLE.because("another call moves the clock");
    }
    try {
      moves.make(new Hands(deadline));
    } finally {
      turn.unlock();
    }
  }

  private boolean mayBegin() {
    try {
      return turn.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The hands of the clock, for who has the turn. */
  final class Hands {
    private final long deadline;
    private Position position = clock.position();

    private Hands(long deadline) {
      this.deadline = deadline;
    }

    /** Stops the clock where it is, or lets it run on from there. */
    void stop(boolean stopped) {
      if (stopped != position.isStopped()) {
        set(clock.showing(clock.at(position), stopped));
      }
    }

    /** What the clock shows. */
    Instant now() {
      return clock.at(position);
    }

    /** Moves it to a time, forward by way of what is due before, back at once. */
    void moveTo(Instant time) {
      var goal = clock.showing(time, position.isStopped());
      if (time.isBefore(now())) {
        set(goal);
        rest.wentBack();
      }
      move(goal);
    }

    /** Moves it forward by so much. */
    void advance(Duration length) {
      move(
          position.isStopped()
              ? clock.showing(now().plus(length), true)
              : new Position(position.offset().plus(length), null));
    }

    private void move(Position goal) {
      var inTime = pass(goal);
      set(goal);
      var busy = await();
      if (!busy.isEmpty()) {
        throw late("still busy: " + String.join(", ", busy));
      } else if (!inTime) {
        throw late("not all that was due on the way was done at its date");
      }
    }

    /** Goes forward from date to date; false when there is no time left for it. */
    private boolean pass(Position goal) {
      while (clock.at(goal).isAfter(now())) {
        if (!await().isEmpty() || System.nanoTime() > deadline) {
          return false;
        }
        var next = rest.next(now()).map(TimeLapse::wholeSecond);
        if (next.isEmpty() || !next.get().isBefore(clock.at(goal))) {
          return true;
        }
        set(clock.showing(next.get(), position.isStopped()));
      }
      return true;
    }

    private List<String> await() {
      return rest.await(now(), deadline, this::requireMine);
    }

    /** What is due by a time that the clock does not show any more, nothing ever does. */
    private void requireMine() {
      set(position);
    }

    private void set(Position next) {
      if (!clock.move(position, next)) {
        throw Code.CONFLICT.because("the server was reset while its clock was moved");
      }
      position = next;
    }

    private Problem late(String why) {
      return Code.UNAVAILABLE.because(
          why + "; the clock is at " + now() + ", Advance=PT0S waits on");
    }
  }

  /** What comes up within one second is done together: no date is kept more exactly elsewhere. */
  private static Instant wholeSecond(Instant date) {
    var floor = date.truncatedTo(SECONDS);
    return floor.equals(date) ? date : floor.plusSeconds(1);
  }
}
