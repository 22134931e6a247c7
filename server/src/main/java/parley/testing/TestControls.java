package parley.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import parley.value.MovableClock;

/** The parts of a server that is there for tests. */
public final class TestControls {
  private final MovableClock clock;
  private final List<Resettable> resettables = new CopyOnWriteArrayList<>();

  public TestControls(MovableClock clock) {
    this.clock = clock;
  }

  /** Has a reset do away with this too. Called by the wiring. */
  public void onReset(Resettable one) {
    resettables.add(one);
  }

  public ClockResource clock() {
    return new ClockResource(clock);
  }
}
