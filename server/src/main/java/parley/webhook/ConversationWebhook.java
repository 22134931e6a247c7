package parley.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Word;

/**
 * A webhook of one conversation (docs/behaviour.md 2.9). Which of its fields are set depends on the
 * target.
 *
 * @param triggers keywords: a message that holds one is announced
 * @param replayFrom the index of the first older message to be announced, with all that follow
 */
public record ConversationWebhook(
    String sid,
    String conversationSid,
    Target target,
    @Nullable String url,
    @Nullable WebhookMethod method,
    List<WebhookEvent> filters,
    List<String> triggers,
    @Nullable String flowSid,
    @Nullable Long replayFrom,
    Instant createdAt,
    Instant updatedAt) {

  /** Who takes the calls; studio is another product, it is kept and shown, and never called. */
  public enum Target implements Word {
    WEBHOOK,
    TRIGGER,
    STUDIO
  }

  /** The webhook with the fields of its target alone; refused when one that it needs is missing. */
  ConversationWebhook complete() {
    return switch (target) {
      case WEBHOOK -> {
        require(url != null, Code.WEBHOOK_URL_MISSING, "Url");
        require(!filters.isEmpty(), Code.WEBHOOK_FILTERS_MISSING, "Filters");
        yield with(url, methodOrPost(), filters, List.of(), null);
      }
      case TRIGGER -> {
        require(url != null, Code.WEBHOOK_URL_MISSING, "Url");
        require(!triggers.isEmpty(), Code.WEBHOOK_TRIGGERS_MISSING, "Triggers");
        yield with(url, methodOrPost(), List.of(), triggers, null);
      }
      case STUDIO -> {
        require(flowSid != null, Code.BAD_FLOW_SID, "FlowSid");
        yield with(null, null, List.of(), List.of(), flowSid);
      }
    };
  }

  private static void require(boolean there, Code missing, String parameter) {
    if (!there) {
      throw missing.in("Configuration." + parameter, "is required");
    }
  }

  private WebhookMethod methodOrPost() {
    return method == null ? WebhookMethod.POST : method;
  }

  private ConversationWebhook with(
      @Nullable String newUrl,
      @Nullable WebhookMethod newMethod,
      List<WebhookEvent> newFilters,
      List<String> newTriggers,
      @Nullable String newFlowSid) {
    return new ConversationWebhook(
        sid,
        conversationSid,
        target,
        newUrl,
        newMethod,
        newFilters,
        newTriggers,
        newFlowSid,
        replayFrom,
        createdAt,
        updatedAt);
  }
}
