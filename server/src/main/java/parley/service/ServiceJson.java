package parley.service;

import parley.http.Call;
import parley.http.Json;

/** A service as REST tells it (docs/behaviour.md 2.1). */
final class ServiceJson {
  private ServiceJson() {}

  static void write(Json json, Service service, Call call) {
    var url = call.accountLink("/Services/" + service.sid());
    json.text("sid", service.sid());
    json.text("account_sid", service.accountSid());
    json.text("friendly_name", service.friendlyName());
    json.date("date_created", service.createdAt());
    json.date("date_updated", service.updatedAt());
    json.text("url", url);
    json.object(
        "links",
        links ->
            links
                .text("conversations", url + "/Conversations")
                .text("users", url + "/Users")
                .text("roles", url + "/Roles")
                .text("bindings", url + "/Bindings")
                .text("configuration", url + "/Configuration")
                .text("participant_conversations", url + "/ParticipantConversations")
                .text("conversation_with_participants", url + "/ConversationWithParticipants"));
  }
}
