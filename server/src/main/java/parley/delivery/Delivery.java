package parley.delivery;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.value.Built;

/**
 * One call to one target, and what has become of it.
 *
 * @param sid DL and 32 digits; the call's idempotency token is made of it
 * @param lane what is told in order: one target, one conversation or user
 * @param position its place in the lane
 * @param url without credentials
 * @param credentials those of the URL; null without
 * @param attempts how often it was tried
 * @param pendingSince from when on its age counts: it was made, or asked to be sent again
 * @param lastStatus what the target answered last; null when it never did
 * @param lastError why the last try failed; null when it did not
 * @param durationMs how long the last try took
 */
@Built
public record Delivery(
    String sid,
    String accountSid,
    String lane,
    long position,
    DeliveryStatus status,
    String eventType,
    WebhookLevel level,
    @Nullable String webhookSid,
    @Nullable String conversationSid,
    String method,
    String url,
    @Nullable String credentials,
    Map<String, String> parameters,
    long attempts,
    Instant pendingSince,
    @Nullable Long lastStatus,
    @Nullable String lastError,
    @Nullable Long durationMs,
    Instant createdAt,
    Instant updatedAt)
    implements DeliveryBuilder.With {

  /** The URL as it is called, credentials and all. */
  String wholeUrl() {
    return TargetUrl.whole(url, credentials);
  }

  /**
   * Stable over all tries, restarts and replays, so that a receiver can drop doubles: a UUID of the
   * SID's digits.
   */
  String idempotencyToken() {
    var hex = sid.substring("DL".length());
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  @Override
  public String toString() {
    return "Delivery[" + sid + " " + eventType + " " + status + "]";
  }
}
