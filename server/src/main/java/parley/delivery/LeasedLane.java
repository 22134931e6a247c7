package parley.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A lane that this server sends, for as long as its lease lasts.
 *
 * @param target the key of the target
 * @param lease a number nobody else has: whoever finds another one in the row has lost the lane
 * @param heads the first ones that are pending, in order; never empty
 * @param since when the lease began, by the machine's steady clock, in nanoseconds
 * @param probe whether the target's circuit breaker lets this one through to see how it is
 */
record LeasedLane(
    String lane, String target, long lease, List<Delivery> heads, long since, boolean probe) {
  /**
   * How long a lease lasts. Long enough for a request and its record, short enough that another
   * server takes over soon.
   */
  static final Duration TIME = Duration.ofSeconds(20);

  /** So many of a lane are sent before what became of them is written. */
  static final int HEADS_MAX = 8;

  LeasedLane {
    heads = List.copyOf(heads);
  }

  /** A number for a lease: none is given twice, also not to a lane that is made anew. */
  static long freshLease() {
    return ThreadLocalRandom.current().nextLong();
  }

  /** The same lane with what comes next, under a new lease. */
  LeasedLane with(List<Delivery> next, long freshLease) {
    return new LeasedLane(lane, target, freshLease, next, System.nanoTime(), false);
  }

  /** The same lease, of a lane that was just made for this one delivery. */
  LeasedLane startingWith(Delivery first) {
    return new LeasedLane(lane, target, lease, List.of(first), since, probe);
  }

  /** Whether it was leased before a moment of the machine's steady clock. */
  boolean isOlderThan(long moment) {
    return since - moment < 0;
  }

  Delivery head() {
    return heads.getFirst();
  }
}
