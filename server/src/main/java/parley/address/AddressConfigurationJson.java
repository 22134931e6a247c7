package parley.address;

import parley.http.Call;
import parley.http.Json;
import parley.webhook.WebhookEvent;

/** An address as REST tells it (docs/behaviour.md 8.1). */
final class AddressConfigurationJson {
  private AddressConfigurationJson() {}

  static void write(Json json, AddressConfiguration configuration, Call call) {
    json.text("account_sid", configuration.accountSid());
    json.text("sid", configuration.sid());
    json.text("address", configuration.address());
    json.text("type", configuration.type().wire());
    json.text("friendly_name", configuration.friendlyName());
    json.text("address_country", configuration.country());
    json.object("auto_creation", auto -> writeAutoCreation(auto, configuration.autoCreation()));
    json.date("date_created", configuration.createdAt());
    json.date("date_updated", configuration.updatedAt());
    json.text("url", call.accountLink("/Configuration/Addresses/" + configuration.sid()));
  }

  /** The keys of its type alone; the method is upper case, though it goes in lower case. */
  private static void writeAutoCreation(Json json, AutoCreation auto) {
    json.flag("enabled", auto.enabled());
    json.text("type", auto.type().wire());
    if (auto.serviceSid() != null) {
      json.text("conversation_service_sid", auto.serviceSid());
    }
    switch (auto.type()) {
      case DEFAULT -> {}
      case WEBHOOK ->
          json.text("webhook_url", auto.webhookUrl())
              .text("webhook_method", auto.webhookMethod().name())
              .texts("webhook_filters", WebhookEvent.names(auto.webhookFilters()));
      case STUDIO ->
          json.text("studio_flow_sid", auto.studioFlowSid())
              .number("studio_retry_count", auto.studioRetryCount());
    }
  }
}
