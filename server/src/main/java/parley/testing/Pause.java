package parley.testing;

import java.time.Duration;
import parley.problem.Code;

/** Waits that were asked for, by the machine's clock: they stand for a slow network. */
final class Pause {
  /** The longest, in milliseconds. */
  static final long MILLIS_MAX = 60_000;

  private Pause() {}

  static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Code.UNAVAILABLE.because("the server is stopping");
    }
  }
}
