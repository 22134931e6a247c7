package parley.role;

import parley.http.Call;
import parley.http.Json;

/** A role as REST tells it (docs/behaviour.md 5). */
final class RoleJson {
  private RoleJson() {}

  static void write(Json json, Role role, Call call) {
    json.text("sid", role.sid());
    json.text("account_sid", call.accountSid());
    json.text("chat_service_sid", role.serviceSid());
    json.text("friendly_name", role.friendlyName());
    json.text("type", role.type().wire());
    json.texts("permissions", role.permissions().stream().map(Permission::wire).toList());
    json.date("date_created", role.createdAt());
    json.date("date_updated", role.updatedAt());
    json.text("url", call.link("/Roles/" + role.sid()));
  }
}
