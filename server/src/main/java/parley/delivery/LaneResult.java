package parley.delivery;

import java.util.List;

/**
 * What became of a lane that was sent.
 *
 * @param attempts one for each of its heads, in order, as far as they were tried; only the last one
 *     may have failed
 */
record LaneResult(LeasedLane lane, List<DeliveryAttempt> attempts) {
  LaneResult {
    attempts = List.copyOf(attempts);
  }

  /** Of a lane that was not sent, and is given back. */
  static LaneResult untouched(LeasedLane lane) {
    return new LaneResult(lane, List.of());
  }

  /** Whether heads are left that nothing stands against but that their time was short. */
  boolean endedEarly() {
    return attempts.isEmpty()
        || (attempts.size() < lane.heads().size() && attempts.getLast().isTaken());
  }
}
