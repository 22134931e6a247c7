package parley.configuration;

import parley.http.Call;
import parley.http.Json;

/** An account's configuration as REST tells it (docs/behaviour.md 2.3). */
final class AccountConfigurationJson {
  private AccountConfigurationJson() {}

  static void write(Json json, AccountConfiguration configuration, Call call) {
    json.text("account_sid", configuration.accountSid());
    json.text("default_chat_service_sid", configuration.defaultServiceSid());
    json.text("default_messaging_service_sid", configuration.messagingServiceSid());
    json.text("default_inactive_timer", configuration.inactiveAfter());
    json.text("default_closed_timer", configuration.closedAfter());
    json.text("url", call.accountLink("/Configuration"));
    json.object(
        "links",
        links ->
            links
                .text(
                    "service",
                    call.accountLink(
                        "/Services/" + configuration.defaultServiceSid() + "/Configuration"))
                .text("webhooks", call.accountLink("/Configuration/Webhooks")));
  }
}
