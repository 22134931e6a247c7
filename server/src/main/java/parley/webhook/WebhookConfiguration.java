package parley.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.value.Word;

/**
 * Where the events of an account or of a service are announced (docs/behaviour.md 4.1). What was
 * never set is null.
 *
 * @param scopeSid the account's SID, or the service's
 * @param target of an account's configuration alone
 */
public record WebhookConfiguration(
    String scopeSid,
    Target target,
    @Nullable WebhookMethod method,
    @Nullable String preUrl,
    @Nullable String postUrl,
    @Nullable List<WebhookEvent> filters) {

  /** Who takes the calls; flex is another product, it is kept and shown, and never called. */
  public enum Target implements Word {
    WEBHOOK,
    FLEX
  }

  /** Whether it asks for an event; nobody asks for those that no filter names. */
  boolean asksFor(WebhookEvent event) {
    return target == Target.WEBHOOK && filters != null && filters.contains(event);
  }

  WebhookMethod methodOrPost() {
    return method == null ? WebhookMethod.POST : method;
  }

  /** Whether it is asked before an event. */
  boolean asksBefore(WebhookEvent event) {
    return preUrl != null && asksFor(event);
  }

  static WebhookConfiguration unset(String scopeSid) {
    return new WebhookConfiguration(scopeSid, Target.WEBHOOK, null, null, null, null);
  }
}
