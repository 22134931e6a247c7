package parley.webhook;

import parley.http.Call;
import parley.http.Json;

/** The webhooks of an account or a service as REST tells them (docs/behaviour.md 4.1). */
final class WebhookConfigurationJson {
  private WebhookConfigurationJson() {}

  static void writeOfAccount(Json json, WebhookConfiguration configuration, Call call) {
    json.text("account_sid", call.accountSid());
    writeUrls(json, configuration);
    writeMethod(json, configuration);
    writeFilters(json, configuration);
    json.text("target", configuration.target().wire());
    json.text("url", call.accountLink("/Configuration/Webhooks"));
  }

  static void writeOfService(Json json, WebhookConfiguration configuration, Call call) {
    json.text("account_sid", call.accountSid());
    json.text("chat_service_sid", configuration.scopeSid());
    writeUrls(json, configuration);
    writeFilters(json, configuration);
    writeMethod(json, configuration);
    json.text("url", call.link("/Configuration/Webhooks"));
  }

  private static void writeUrls(Json json, WebhookConfiguration configuration) {
    json.text("pre_webhook_url", configuration.preUrl());
    json.text("post_webhook_url", configuration.postUrl());
  }

  private static void writeMethod(Json json, WebhookConfiguration configuration) {
    var method = configuration.method();
    json.text("method", method == null ? null : method.name());
  }

  private static void writeFilters(Json json, WebhookConfiguration configuration) {
    var filters = configuration.filters();
    json.texts("filters", filters == null ? null : WebhookEvent.names(filters));
  }
}
