package parley.key;

import parley.access.ApiKey;
import parley.http.Call;
import parley.http.Json;

/** An API key as REST tells it. Its secret stands in the answer to its making alone. */
final class ApiKeyJson {
  private ApiKeyJson() {}

  static void write(Json json, ApiKey key, Call call) {
    json.text("sid", key.sid());
    json.text("account_sid", key.accountSid());
    json.text("friendly_name", key.friendlyName());
    json.date("date_created", key.createdAt());
    json.text("url", call.publicLink(ApiKeyResource.PATH + "/" + key.sid()));
  }

  static void writeWithSecret(Json json, ApiKey key, Call call) {
    write(json, key, call);
    json.text("secret", key.secret());
  }
}
