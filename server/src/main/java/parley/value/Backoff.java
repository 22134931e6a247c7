package parley.value;

import java.time.Duration;

/**
 * How long to wait before the next try: twice as long after each failure, up to a bound.
 *
 * @param first after the first failure
 * @param most never longer
 */
public record Backoff(Duration first, Duration most) {
  private static final int DOUBLINGS_MAX = 30;

  /** The wait after so many failures in a row, from 1 on. */
  public Duration after(int failures) {
    var wait = first.multipliedBy(1L << Math.clamp(failures - 1, 0, DOUBLINGS_MAX));
    return wait.compareTo(most) < 0 ? wait : most;
  }
}
