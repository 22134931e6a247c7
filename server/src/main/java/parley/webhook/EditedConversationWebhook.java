package parley.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.value.Change;

/** A wish to change a webhook of a conversation; its target stays. */
public record EditedConversationWebhook(
    Change<@Nullable String> url,
    Change<WebhookMethod> method,
    Change<List<WebhookEvent>> filters,
    Change<List<String>> triggers,
    Change<@Nullable String> flowSid) {

  public static EditedConversationWebhook from(Form form) {
    var filters = WebhookEvent.listOfConversation(form, NewConversationWebhook.FILTERS);
    var triggers = NewConversationWebhook.triggers(form);
    return new EditedConversationWebhook(
        NewConversationWebhook.url(form).clearable(),
        form.field("Configuration.Method").choiceChange(WebhookMethod.class, Code.BAD_PARAMETER),
        form.has(NewConversationWebhook.FILTERS) ? Change.to(filters) : Change.kept(),
        form.has(NewConversationWebhook.TRIGGERS) ? Change.to(triggers) : Change.kept(),
        NewConversationWebhook.flowSid(form).clearable());
  }

  ConversationWebhook over(ConversationWebhook old, Instant now) {
    return new ConversationWebhook(
            old.sid(),
            old.conversationSid(),
            old.target(),
            url.over(old.url()),
            method.over(old.method()),
            filters.overRequired(old.filters()),
            triggers.overRequired(old.triggers()),
            flowSid.over(old.flowSid()),
            old.replayFrom(),
            old.createdAt(),
            now)
        .complete();
  }
}
