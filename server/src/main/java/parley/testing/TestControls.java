package parley.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import parley.delivery.Relay;
import parley.due.Agenda;
import parley.due.Due;
import parley.value.MovableClock;

/** The parts of a server that is there for tests. */
public final class TestControls {
  private final ClockResource clock;
  private final List<Resettable> resettables = new CopyOnWriteArrayList<>();

  public TestControls(MovableClock clock, Due due, Agenda agenda, Relay relay) {
    var lapse = new TimeLapse(clock, new Rest(due, agenda, relay), TimeLapse.LIMIT);
    this.clock = new ClockResource(clock, lapse);
  }

  /** Has a reset do away with this too. Called by the wiring. */
  public void onReset(Resettable one) {
    resettables.add(one);
  }

  public ClockResource clock() {
    return clock;
  }
}
