package parley.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Word;
import parley.webhook.WebhookEvent;
import parley.webhook.WebhookMethod;

/**
 * Whether and how an inbound message to an address opens a conversation (docs/behaviour.md 8.1).
 * What belongs to another type than the present one is kept, and not shown.
 *
 * @param serviceSid the service of the conversation; null for the default one
 */
public record AutoCreation(
    boolean enabled,
    Type type,
    @Nullable String serviceSid,
    @Nullable String webhookUrl,
    WebhookMethod webhookMethod,
    List<WebhookEvent> webhookFilters,
    @Nullable String studioFlowSid,
    long studioRetryCount) {

  /** What is attached to a conversation that was opened so. */
  public enum Type implements Word {
    DEFAULT,
    WEBHOOK,
    STUDIO
  }

  static final AutoCreation OFF =
      new AutoCreation(false, Type.DEFAULT, null, null, WebhookMethod.POST, List.of(), null, 0);

  /** Refuses a type without what it cannot do without. */
  AutoCreation requireComplete() {
    if (type == Type.WEBHOOK && webhookUrl == null) {
      throw Code.WEBHOOK_URL_MISSING.in("AutoCreation.WebhookUrl", "is required");
    }
    if (type == Type.STUDIO && studioFlowSid == null) {
      throw Code.BAD_FLOW_SID.in("AutoCreation.StudioFlowSid", "is required");
    }
    return this;
  }
}
