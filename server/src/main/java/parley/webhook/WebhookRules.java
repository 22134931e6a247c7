package parley.webhook;

import java.time.Duration;
import parley.value.Word;

/**
 * How webhooks are called.
 *
 * @param forRest whether they hear of every change over REST, also without a header that asks
 * @param preLimit how long one is waited for before a change; the original waits 5 seconds
 * @param preOnTimeout what becomes of a change when that one has not answered
 */
public record WebhookRules(boolean forRest, Duration preLimit, OnTimeout preOnTimeout) {
  /** As the original (docs/behaviour.md 4.2, 4.5). */
  public static final WebhookRules DOCUMENTED =
      new WebhookRules(false, Duration.ofSeconds(5), OnTimeout.CONTINUE);

  /** What becomes of a change that nobody has advised on. */
  public enum OnTimeout implements Word {
    CONTINUE,
    REJECT
  }
}
