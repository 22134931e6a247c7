package parley.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import parley.value.Backoff;

/**
 * How long a delivery is tried, and how long it is kept (decision 21).
 *
 * <ul>
 *   <li>Taken: any 2xx.
 *   <li>No answer, 408, 425, 429, 5xx: trouble that passes, so it is tried as long as it is young
 *       enough. A wait that the target asks for is kept, up to an hour.
 *   <li>3xx, 401, 403, 404: as it looks while a receiver is being put up; a quarter of an hour.
 *   <li>410: the target says that it is no more; given up at once.
 *   <li>Every other 4xx: the target has understood and does not want it; three tries, for a fault
 *       of its own that is mended at once. The same for an address that may not be called.
 * </ul>
 *
 * @param triedFor how long a delivery is tried that meets trouble
 * @param keptFor how long one is kept that was taken or called off
 * @param failedKeptFor how long one is kept that was given up
 */
public record DeliveryRules(Duration triedFor, Duration keptFor, Duration failedKeptFor) {
  public static final DeliveryRules DEFAULT =
      new DeliveryRules(Duration.ofHours(24), Duration.ofDays(3), Duration.ofDays(30));

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(30));
  private static final double JITTER = 0.2;
  private static final Duration ASKED_TO_WAIT_MAX = Duration.ofHours(1);
  private static final Duration DEPLOYMENT = Duration.ofMinutes(15);
  private static final int UNWANTED_TRIES = 3;
  private static final int GONE = 410;
  private static final Set<Long> PASSING = Set.of(408L, 425L, 429L);
  private static final Set<Long> NOT_UP_YET = Set.of(401L, 403L, 404L);

  /** What becomes of a delivery after a try. */
  sealed interface Verdict {
    record Taken() implements Verdict {}

    record Again(Instant at) implements Verdict {}

    record GivenUp() implements Verdict {}
  }

  /**
   * Judges a try.
   *
   * @param failures how often the head of the lane has failed in a row, this try included
   */
  Verdict judge(Delivery delivery, DeliveryAttempt attempt, long failures, Instant now) {
    if (attempt.isTaken()) {
      return new Verdict.Taken();
    }
    return isWorth(delivery, attempt, now)
        ? new Verdict.Again(now.plus(wait(attempt, failures)))
        : new Verdict.GivenUp();
  }

  private boolean isWorth(Delivery delivery, DeliveryAttempt attempt, Instant now) {
    var status = attempt.status();
    if (attempt.forbidden() || (status != null && isUnwanted(status))) {
      return delivery.attempts() + 1 < UNWANTED_TRIES && (status == null || status != GONE);
    }
    var limit = status != null && isNotUpYet(status) ? shorter(DEPLOYMENT, triedFor) : triedFor;
    return now.isBefore(delivery.pendingSince().plus(limit));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static boolean isNotUpYet(long status) {
    return status < 400 || NOT_UP_YET.contains(status);
  }

  private static boolean isUnwanted(long status) {
    return status >= 400 && status < 500 && !PASSING.contains(status) && !isNotUpYet(status);
  }

  private static Duration wait(DeliveryAttempt attempt, long failures) {
    var planned = jittered(BACKOFF.after((int) Math.min(failures, Integer.MAX_VALUE)));
    var asked = attempt.retryAfter();
    if (asked == null || asked.compareTo(planned) < 0) {
      return planned;
    }
    return shorter(asked, ASKED_TO_WAIT_MAX);
  }

  /** At random, so that those that failed together do not come back together. */
  private static Duration jittered(Duration wait) {
    var factor = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
    return Duration.ofMillis((long) (wait.toMillis() * factor));
  }
}
