package parley.user;

import parley.http.Call;
import parley.http.Json;

/** A user as REST tells it (docs/behaviour.md 2.10). */
final class UserJson {
  private UserJson() {}

  /**
   * A user among others, or one that was just made or changed: whether he can be reached is not
   * said.
   */
  static void write(Json json, User user, Call call) {
    write(json, user, Reachability.NEVER, call);
  }

  /** A user alone. */
  static void writeFetched(Json json, User user, Call call) {
    var shown = user.reachability();
    write(json, user, shown == null ? Reachability.NEVER : shown, call);
  }

  private static void write(Json json, User user, Reachability reachability, Call call) {
    var url = call.link("/Users/" + user.sid());
    json.text("sid", user.sid());
    json.text("account_sid", user.accountSid());
    json.text("chat_service_sid", user.serviceSid());
    json.text("role_sid", user.roleSid());
    json.text("identity", user.identity());
    json.text("friendly_name", user.friendlyName());
    json.text("attributes", user.attributes());
    json.flag("is_online", reachability.online());
    json.flag("is_notifiable", reachability.notifiable());
    json.date("date_created", user.createdAt());
    json.date("date_updated", user.updatedAt());
    json.text("url", url);
    json.object("links", links -> links.text("user_conversations", url + "/Conversations"));
  }
}
