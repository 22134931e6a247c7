package parley.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.value.Change;
import parley.webhook.WebhookEvent;
import parley.webhook.WebhookMethod;
import parley.webhook.WebhookUrl;

/** A wish how an address opens conversations. What was not sent stays as it is. */
record EditedAutoCreation(
    Change<Boolean> enabled,
    Change<AutoCreation.Type> type,
    Change<@Nullable String> serviceSid,
    Change<@Nullable String> webhookUrl,
    Change<WebhookMethod> webhookMethod,
    Change<List<WebhookEvent>> webhookFilters,
    Change<@Nullable String> studioFlowSid,
    Change<Long> studioRetryCount) {
  static final String SERVICE = "AutoCreation.ConversationServiceSid";
  private static final String FILTERS = "AutoCreation.WebhookFilters";

  /** The predecessor's limit (docs/behaviour.md 4.1). */
  private static final int RETRY_COUNT_MAX = 3;

  static EditedAutoCreation from(Form form) {
    var filters = WebhookEvent.listOfConversation(form, FILTERS);
    var retries =
        form.field("AutoCreation.StudioRetryCount").number(0, RETRY_COUNT_MAX, Code.BAD_PARAMETER);
    return new EditedAutoCreation(
        form.field("AutoCreation.Enabled").flagChange(),
        form.field("AutoCreation.Type").choiceChange(AutoCreation.Type.class, Code.BAD_PARAMETER),
        form.sent(SERVICE).sid("IS", Code.BAD_SID).clearable(),
        WebhookUrl.check(form.sent("AutoCreation.WebhookUrl")).clearable(),
        form.field("AutoCreation.WebhookMethod")
            .choiceChange(WebhookMethod.class, Code.BAD_PARAMETER),
        form.has(FILTERS) ? Change.to(filters) : Change.kept(),
        form.sent("AutoCreation.StudioFlowSid").sid("FW", Code.BAD_FLOW_SID).clearable(),
        retries == null ? Change.kept() : Change.to(retries));
  }

  AutoCreation over(AutoCreation old) {
    return new AutoCreation(
            enabled.overRequired(old.enabled()),
            type.overRequired(old.type()),
            serviceSid.over(old.serviceSid()),
            webhookUrl.over(old.webhookUrl()),
            webhookMethod.overRequired(old.webhookMethod()),
            webhookFilters.overRequired(old.webhookFilters()),
            studioFlowSid.over(old.studioFlowSid()),
            studioRetryCount.overRequired(old.studioRetryCount()))
        .requireComplete();
  }
}
