package parley.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What this server knows of one target: how it answers, how much of it is asked at once, and which
 * lanes wait for it. All but the breaker, and what was said of it, is guarded by {@link Targets}.
 */
final class TargetState {
  private static final int SHARE_MAX = 16;
  private static final int SHARE_FIRST = 2;
  private static final int FAILURES_TO_OPEN = 5;
  private static final Duration OPEN_FIRST = Duration.ofSeconds(10);
  private static final Duration OPEN_MOST = Duration.ofMinutes(5);
  private static final IntervalFunction OPEN =
      IntervalFunction.ofExponentialBackoff(OPEN_FIRST, 2, OPEN_MOST);
  private static final Duration FAST = Duration.ofMillis(100);

  private static final int WAITING_FAST = 256;
  private static final int WAITING_SLOW = 32;

  final Deque<LeasedLane> waiting = new ArrayDeque<>();
  private final CircuitBreaker breaker;
  private final AtomicBoolean well = new AtomicBoolean(true);
  private volatile Instant sparedUntil = Instant.MIN;
  private int share = SHARE_FIRST;
  private int underway;
  private boolean proven;
  private boolean fast;

  /** Whether more lanes are due than could be claimed. */
  private boolean more;

  TargetState(String key, Clock clock) {
    var config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(FAILURES_TO_OPEN)
            .minimumNumberOfCalls(FAILURES_TO_OPEN)
            .failureRateThreshold(100)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(
                failures -> {
                  var wait = OPEN.apply(failures);
                  sparedUntil = clock.instant().plusMillis(wait);
                  return wait;
                })
            .recordResult(it -> it instanceof DeliveryAttempt attempt && attempt.showsTrouble())
            .clock(clock)
            .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
            .build();
    breaker = CircuitBreaker.of(key, config);
  }

  /** Whether it can be asked once more at once. */
  boolean hasShare() {
    return underway < share;
  }

  /** Whether it has answered well since it last failed: others need no protection from it. */
  boolean isProven() {
    return proven;
  }

  /** How many more lanes may wait for it in memory: their leases run. */
  int room() {
    return Math.max(0, (fast ? WAITING_FAST : WAITING_SLOW) - waiting.size());
  }

  void noteMore(boolean is) {
    more = is;
  }

  /** Whether lanes should be claimed now that those in memory are done. */
  boolean wantsMore() {
    return more && waiting.isEmpty();
  }

  void begin() {
    underway++;
  }

  void end() {
    underway--;
  }

  /** Whether it may be called now: not while it has shown nothing but trouble. */
  boolean permits() {
    return breaker.tryAcquirePermission();
  }

  /** Whether all is well, so that many lanes may be claimed for it. */
  boolean isWell() {
    return breaker.getState() == State.CLOSED;
  }

  /** Until when it is left alone, if it is not well. */
  Instant sparedUntil() {
    return sparedUntil;
  }

  /** As if it had never shown trouble. */
  void trustAgain() {
    breaker.reset();
    well.set(true);
  }

  /** Gives a permission back that was not used. */
  void notCalled() {
    breaker.releasePermission();
  }

  /**
   * Tells the breaker how a call went.
   *
   * @return whether the target is out of order since, or well again; of many calls at once one says
   *     so, and a failed look at one that is out of order is nothing new
   */
  boolean called(DeliveryAttempt attempt) {
    breaker.onResult(attempt.durationMs(), TimeUnit.MILLISECONDS, attempt);
    var now = isWell();
    return well.getAndSet(now) != now;
  }

  /** Doubles its share with what goes well, and halves it with what does not. */
  void learn(DeliveryAttempt attempt) {
    proven = !attempt.showsTrouble();
    share = proven ? Math.min(SHARE_MAX, share * 2) : Math.max(1, share / 2);
    fast = proven && attempt.durationMs() < FAST.toMillis();
  }
}
