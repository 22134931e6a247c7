package parley.webhook;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;

/**
 * What is told of one event to whoever asked for it.
 *
 * @param always told also when the cause wants no webhooks (docs/behaviour.md 3, 8.3)
 * @param conversationSid null for what happens outside of conversations
 * @param subject of what things are told in order: the conversation's SID, else the user's
 * @param hasOwnWebhooks whether the conversation has webhooks of its own, which have to be asked
 * @param body what a new message says, for triggers; null for everything else
 * @param parameters in order, without {@code RetryCount}; made when somebody wants them, in the
 *     transaction of the change
 */
public record Announcement(
    WebhookEvent event,
    Cause cause,
    boolean always,
    String serviceSid,
    @Nullable String conversationSid,
    String subject,
    boolean hasOwnWebhooks,
    @Nullable String body,
    Supplier<Map<String, String>> parameters) {

  /** Whether anybody is told at all. */
  public boolean isTold() {
    return always || cause.webhooksWanted();
  }

  /** The same, told whoever caused it. */
  Announcement toldAlways() {
    return new Announcement(
        event, cause, true, serviceSid, conversationSid, subject, hasOwnWebhooks, body, parameters);
  }
}
