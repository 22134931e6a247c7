package parley.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.delivery.Relay;
import parley.due.Agenda;
import parley.due.Due;

/** Tells when a server has done what is due, and when there is more to do. */
final class Rest {
  private static final Duration LOOK = Duration.ofMillis(1);
  private static final Duration ASK = Duration.ofMillis(100);

  private final Due due;
  private final Agenda agenda;
  private final Relay relay;

  Rest(Due due, Agenda agenda, Relay relay) {
    this.due = due;
    this.agenda = agenda;
    this.relay = relay;
  }

  /**
   * Waits for a moment at which all that is due by now is done: by tasks, by the agenda, by
   * deliveries under way and by what these have caused.
   *
   * @param deadline by {@link System#nanoTime}
   * @param wanted throws when nobody wants to know any more; asked again and again
   * @return what is still not done; empty when all is
   */
  List<String> await(Instant now, long deadline, Runnable wanted) {
    while (true) {
      wanted.run();
      var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      var busy = due.settle(left.compareTo(ASK) < 0 ? left : ASK);
      if (!busy.isEmpty()) {
        if (System.nanoTime() > deadline) {
          return busy;
        }
        continue;
      }
      // What is sent is written down by a task; so when none ran meanwhile, nothing came of it.
      var runs = due.runs();
      var sent = relay.isQuiet();
      var done = sent && agenda.isDone(now);
      if (done && due.settle(LOOK).isEmpty() && due.runs() == runs) {
        return List.of();
      }
      if (System.nanoTime() > deadline) {
        return List.of(sent ? "due work" : "deliveries under way");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for deliveries", e);
    }
  }

  /** Has all looked at anew that waits for a date, which a clock that was set back is far from. */
  void wentBack() {
    agenda.lookAnew();
    relay.lookAnew();
  }

  /** The first date behind a moment at which something comes up that has a date of its own. */
  Optional<Instant> next(Instant now) {
    return Stream.of(agenda.next(now), relay.next(now))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }
}
