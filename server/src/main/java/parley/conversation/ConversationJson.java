package parley.conversation;

import parley.http.Call;
import parley.http.Json;

/** A conversation as REST tells it (docs/behaviour.md 2.4). */
public final class ConversationJson {
  private ConversationJson() {}

  public static void write(Json json, Conversation conversation, Call call) {
    var url = call.link("/Conversations/" + conversation.sid());
    json.text("sid", conversation.sid());
    json.text("account_sid", conversation.accountSid());
    json.text("chat_service_sid", conversation.serviceSid());
    json.text("messaging_service_sid", conversation.messagingServiceSid());
    json.text("friendly_name", conversation.friendlyName());
    json.text("unique_name", conversation.uniqueName());
    json.text("attributes", conversation.attributes());
    json.date("date_created", conversation.createdAt());
    json.date("date_updated", conversation.updatedAt());
    json.text("state", conversation.state().wire());
    json.object("timers", timers -> writeTimers(timers, conversation.timers()));
    json.object("bindings", bindings -> writeBindings(bindings, conversation));
    json.text("url", url);
    json.object(
        "links",
        links ->
            links
                .text("participants", url + "/Participants")
                .text("messages", url + "/Messages")
                .text("webhooks", url + "/Webhooks"));
  }

  /** The dates that are due; a timer that does not run is left out. */
  public static void writeTimers(Json json, Timers timers) {
    if (timers.inactiveAt() != null) {
      json.date("date_inactive", timers.inactiveAt());
    }
    if (timers.closedAt() != null) {
      json.date("date_closed", timers.closedAt());
    }
  }

  private static void writeBindings(Json json, Conversation conversation) {
    var email = conversation.email();
    if (email != null) {
      json.object(
          "email",
          binding -> binding.text("projected_address", email.address()).text("name", email.name()));
    }
  }
}
