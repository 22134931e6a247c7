package parley.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a delivery.
 *
 * @param at when it began
 * @param status what the target answered; null when it did not
 * @param durationMs how long it took
 * @param error why it failed; null when it did not
 * @param answer the first 2 KB of what was answered
 * @param retryAfter how long the target asks to wait; null when it does not say
 * @param forbidden whether nobody was called, because the target's address may not be, or by a
 *     fault of this server
 */
record DeliveryAttempt(
    Instant at,
    @Nullable Long status,
    long durationMs,
    @Nullable String error,
    String answer,
    @Nullable Duration retryAfter,
    boolean forbidden) {
  private static final int TOO_MANY_REQUESTS = 429;

  boolean isTaken() {
    return status != null && status >= 200 && status < 300;
  }

  /** Whether it tells that the target is out of order, and not only what it thinks of this call. */
  boolean showsTrouble() {
    return status == null ? !forbidden : status >= 500 || status == TOO_MANY_REQUESTS;
  }
}
