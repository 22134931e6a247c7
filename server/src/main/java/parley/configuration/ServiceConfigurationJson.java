package parley.configuration;

import parley.http.Call;
import parley.http.Json;
import parley.service.Service;

/** A service's configuration as REST tells it (docs/behaviour.md 2.2). */
final class ServiceConfigurationJson {
  private ServiceConfigurationJson() {}

  static void write(Json json, Service service, Call call) {
    var url = call.link("/Configuration");
    json.text("chat_service_sid", service.sid());
    json.text("default_conversation_creator_role_sid", service.defaultConversationCreatorRoleSid());
    json.text("default_conversation_role_sid", service.defaultConversationRoleSid());
    json.text("default_chat_service_role_sid", service.defaultChatServiceRoleSid());
    json.flag("reachability_enabled", service.reachabilityEnabled());
    json.text("url", url);
    json.object(
        "links",
        links ->
            links
                .text("notifications", url + "/Notifications")
                .text("webhooks", url + "/Webhooks"));
  }
}
