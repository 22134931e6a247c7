package parley.push;

import parley.http.Call;
import parley.http.Json;

/** A binding as REST tells it (docs/behaviour.md 7.2). */
final class BindingJson {
  private BindingJson() {}

  static void write(Json json, Binding binding, Call call) {
    json.text("sid", binding.sid());
    json.text("account_sid", call.accountSid());
    json.text("chat_service_sid", binding.serviceSid());
    json.date("date_created", binding.createdAt());
    json.date("date_updated", binding.updatedAt());
    json.text("endpoint", binding.endpoint());
    json.text("identity", binding.identity());
    json.text("binding_type", binding.type().wire());
    json.text("credential_sid", binding.credentialSid());
    json.texts("message_types", binding.messageTypes());
    json.text("url", call.link("/Bindings/" + binding.sid()));
  }
}
