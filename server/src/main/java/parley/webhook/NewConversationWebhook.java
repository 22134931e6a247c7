package parley.webhook;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;
import parley.webhook.ConversationWebhook.Target;

/** A wish for a webhook of a conversation. */
public record NewConversationWebhook(
    Target target,
    @Nullable String url,
    @Nullable WebhookMethod method,
    List<WebhookEvent> filters,
    List<String> triggers,
    @Nullable String flowSid,
    @Nullable Long replayFrom) {
  static final int TRIGGERS_MAX = 5;
  static final String FILTERS = "Configuration.Filters";
  static final String TRIGGERS = "Configuration.Triggers";

  /** The original's limit (error 50366). */
  private static final int TRIGGER_LENGTH_MAX = 248;

  public static NewConversationWebhook from(Form form) {
    return new NewConversationWebhook(
        form.field("Target")
            .requiredChoice(Target.class, Code.WEBHOOK_TARGET_MISSING, Code.BAD_WEBHOOK_TARGET),
        url(form).textOrNull(),
        form.field("Configuration.Method").choice(WebhookMethod.class, Code.BAD_PARAMETER),
        WebhookEvent.listOfConversation(form, FILTERS),
        triggers(form),
        flowSid(form).textOrNull(),
        form.field("Configuration.ReplayAfter").number(0, Long.MAX_VALUE, Code.BAD_PARAMETER));
  }

  static Field url(Form form) {
    return WebhookUrl.check(form.sent("Configuration.Url"));
  }

  static Field flowSid(Form form) {
    return form.sent("Configuration.FlowSid").sid("FW", Code.BAD_FLOW_SID);
  }

  /** The keywords, each once. */
  static List<String> triggers(Form form) {
    var triggers = new LinkedHashSet<String>();
    for (var trigger : form.all(TRIGGERS)) {
      var field = Field.of(TRIGGERS, trigger).max(TRIGGER_LENGTH_MAX, Code.BAD_WEBHOOK_TRIGGER);
      if (trigger.isBlank() || trigger.chars().anyMatch(Character::isISOControl)) {
        throw field.refused(Code.BAD_WEBHOOK_TRIGGER, "must be words on one line");
      }
      triggers.add(trigger);
    }
    if (triggers.size() > TRIGGERS_MAX) {
      throw Code.TOO_MANY_TRIGGERS.in(TRIGGERS, "may be at most " + TRIGGERS_MAX);
    }
    return List.copyOf(triggers);
  }

  ConversationWebhook toWebhook(String sid, String conversationSid, Instant now) {
    return new ConversationWebhook(
            sid,
            conversationSid,
            target,
            url,
            method,
            filters,
            triggers,
            flowSid,
            replayFrom,
            now,
            now)
        .complete();
  }
}
