package parley.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that is to be made.
 *
 * @param eventType the name of what happened, as filters know it
 * @param webhookSid the conversation's own webhook; null for the account's and the service's
 * @param conversationSid what it is about; null for a user
 * @param subject what is told in order: the conversation's SID, else the user's
 * @param method GET or POST
 * @param url absolute, http or https; it may bear credentials
 * @param parameters as they were when it happened, in order
 */
public record WebhookCall(
    String accountSid,
    String eventType,
    WebhookLevel level,
    @Nullable String webhookSid,
    @Nullable String conversationSid,
    String subject,
    String method,
    String url,
    Map<String, String> parameters) {

  /** Without what it tells and where: a URL may hold a password. */
  @Override
  public String toString() {
    return "WebhookCall[" + eventType + " of " + subject + "]";
  }
}
