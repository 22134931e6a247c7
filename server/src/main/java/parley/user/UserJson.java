package parley.user;

import parley.http.Call;
import parley.http.Json;

/** A user as REST tells it (docs/behaviour.md 2.10). */
final class UserJson {
  private UserJson() {}

  static void write(Json json, User user, Call call) {
    var url = call.link("/Users/" + user.sid());
    json.text("sid", user.sid());
    json.text("account_sid", user.accountSid());
    json.text("chat_service_sid", user.serviceSid());
    json.text("role_sid", user.roleSid());
    json.text("identity", user.identity());
    json.text("friendly_name", user.friendlyName());
    json.text("attributes", user.attributes());
    // Null until somebody can connect: nobody was ever online (docs/behaviour.md 6).
    json.flag("is_online", null);
    json.flag("is_notifiable", null);
    json.date("date_created", user.createdAt());
    json.date("date_updated", user.updatedAt());
    json.text("url", url);
    json.object("links", links -> links.text("user_conversations", url + "/Conversations"));
  }
}
