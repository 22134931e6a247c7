package parley.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.value.Change;
import parley.webhook.WebhookConfiguration.Target;

/** A wish to change where events are announced. What was not sent stays as it is. */
public record EditedWebhookConfiguration(
    Change<Target> target,
    Change<WebhookMethod> method,
    Change<@Nullable String> preUrl,
    Change<@Nullable String> postUrl,
    Change<@Nullable List<WebhookEvent>> filters) {

  /** The wish for an account, which has a target. */
  public static EditedWebhookConfiguration ofAccount(Form form) {
    return read(form, form.field("Target").choiceChange(Target.class, Code.BAD_WEBHOOK_TARGET));
  }

  /** The wish for a service. */
  public static EditedWebhookConfiguration ofService(Form form) {
    return read(form, Change.kept());
  }

  private static EditedWebhookConfiguration read(Form form, Change<Target> target) {
    return new EditedWebhookConfiguration(
        target,
        form.field("Method").choiceChange(WebhookMethod.class, Code.BAD_PARAMETER),
        WebhookUrl.check(form.sent("PreWebhookUrl")).clearable(),
        WebhookUrl.check(form.sent("PostWebhookUrl")).clearable(),
        filters(form));
  }

  private static Change<@Nullable List<WebhookEvent>> filters(Form form) {
    var events = WebhookEvent.listOf(form, "Filters");
    return form.has("Filters") ? Change.to(events.isEmpty() ? null : events) : Change.kept();
  }

  WebhookConfiguration over(WebhookConfiguration old) {
    return new WebhookConfiguration(
        old.scopeSid(),
        target.overRequired(old.target()),
        method.over(old.method()),
        preUrl.over(old.preUrl()),
        postUrl.over(old.postUrl()),
        filters.over(old.filters()));
  }
}
