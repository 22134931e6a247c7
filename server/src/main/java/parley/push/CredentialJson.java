package parley.push;

import parley.http.Call;
import parley.http.Json;

/** A credential as REST tells it: never its secrets (docs/behaviour.md 7.1). */
final class CredentialJson {
  private CredentialJson() {}

  static void write(Json json, Credential credential, Call call) {
    json.text("sid", credential.sid());
    json.text("account_sid", credential.accountSid());
    json.text("friendly_name", credential.friendlyName());
    json.text("type", credential.type().wire());
    json.text("sandbox", credential.sandbox() ? "True" : "False");
    json.date("date_created", credential.createdAt());
    json.date("date_updated", credential.updatedAt());
    json.text("url", call.accountLink("/Credentials/" + credential.sid()));
  }
}
