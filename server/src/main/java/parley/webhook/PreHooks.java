package parley.webhook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Cause;
import parley.delivery.SignedCall;
import parley.event.Adviser;
import parley.event.Intent;
import parley.http.JsonForm;
import parley.outbound.CannotReach;
import parley.outbound.Outbound;
import parley.outbound.OutboundAnswer;
import parley.outbound.OutboundRequest;
import parley.problem.Code;
import parley.value.Seldom;
import parley.webhook.WebhookRules.OnTimeout;

/**
 * Asks webhooks before something is done: the account's, then the service's, which is told what the
 * first has changed (docs/behaviour.md 4.5, decision 20).
 */
public final class PreHooks implements Adviser {
  private static final Logger LOG = LoggerFactory.getLogger(PreHooks.class);

  private final WebhookConfigurations configurations;
  private final Outbound outbound;
  private final String authToken;
  private final WebhookRules rules;
  private final Seldom warned = new Seldom(Duration.ofMinutes(1));

  /**
   * @param authToken the account's, by which calls are signed
   */
  public PreHooks(
      WebhookConfigurations configurations,
      Outbound outbound,
      String authToken,
      WebhookRules rules) {
    this.configurations = configurations;
    this.outbound = outbound;
    this.authToken = authToken;
    this.rules = rules;
  }

  @Override
  public boolean wants(Class<? extends Intent<?>> kind, String serviceSid, Cause cause) {
    return cause.webhooksWanted()
        && (asks(cause.accountSid(), PreEvents.of(kind)) || asks(serviceSid, PreEvents.of(kind)));
  }

  private boolean asks(String scope, WebhookEvent event) {
    return configurations.known(scope).asksBefore(event);
  }

  @Override
  public <I extends Intent<I>> I advise(I intent) {
    var event = PreEvents.of(intent.getClass());
    var advised = intent;
    for (var scope : List.of(intent.cause().accountSid(), intent.serviceSid())) {
      var hook = configurations.known(scope);
      var url = hook.preUrl();
      if (url != null && hook.asksBefore(event)) {
        advised = ask(url, hook.methodOrPost() == WebhookMethod.POST, advised);
      }
    }
    return advised;
  }

  private <I extends Intent<I>> I ask(String url, boolean post, I intent) {
    var token = UUID.randomUUID().toString();
    var request = SignedCall.of(url, post, PreEvents.parameters(intent), token, authToken);
    try {
      return follow(request, outbound.call(request, rules.preLimit()), intent);
    } catch (CannotReach e) {
      return unanswered(e, intent);
    }
  }

  private <I extends Intent<I>> I unanswered(CannotReach e, I intent) {
    if (e.kind() == CannotReach.Kind.STOPPED) {
      throw Code.UNAVAILABLE.because("the server is stopping");
    }
    var event = PreEvents.of(intent.getClass()).wire();
    warn("50076: no answer to %s: %s".formatted(event, e.getMessage()));
    if (rules.preOnTimeout() == OnTimeout.REJECT) {
      throw Code.PRE_HOOK_FAILED.because("it did not answer");
    }
    return intent;
  }

  /** What an answer makes of the intent. */
  private <I extends Intent<I>> I follow(OutboundRequest request, OutboundAnswer answer, I intent) {
    var status = answer.status();
    return switch (status / 100) {
      case 2 -> status == 200 ? amended(request, answer, intent) : intent;
      case 4 -> throw Code.PRE_HOOK_REJECTED.because("it answered " + status);
      default -> {
        var event = PreEvents.of(intent.getClass()).wire();
        warn("50057: %s answered %d to %s".formatted(request, status, event));
        throw Code.PRE_HOOK_FAILED.because("it answered " + status);
      }
    };
  }

  private <I extends Intent<I>> I amended(
      OutboundRequest request, OutboundAnswer answer, I intent) {
    var text = answer.text();
    if ((text != null && text.isBlank()) || intent.amendable().isEmpty()) {
      return intent;
    }
    var values = answer.cut() || text == null ? null : JsonForm.values(text);
    if (values == null) {
      var why = answer.cut() ? "too much" : "what is no JSON object";
      warn("%s answered %s, which changes nothing".formatted(request, why));
      return intent;
    }
    var fields = new LinkedHashMap<String, String>();
    for (var name : intent.amendable()) {
      var value = values.get(snake(name));
      if (value != null) {
        fields.put(name, value.orElseThrow(() -> Code.BAD_PARAMETER.in(name, "must be a text")));
      }
    }
    return fields.isEmpty() ? intent : intent.amended(fields);
  }

  /** Every change meets a webhook that is out of order; its log needs one line a minute. */
  private void warn(String what) {
    if (warned.isDue(what)) {
      LOG.warn(what);
    }
  }

  /** {@code FriendlyName} as answers have it: {@code friendly_name}. */
  private static String snake(String pascal) {
    return pascal.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
