package parley.participant;

import org.jspecify.annotations.Nullable;
import parley.http.Call;
import parley.http.Json;

/** A participant as REST tells it (docs/behaviour.md 2.6). */
public final class ParticipantJson {
  private ParticipantJson() {}

  static void write(Json json, Participant participant, Call call) {
    json.text("account_sid", call.accountSid());
    if (call.namesService()) {
      json.text("chat_service_sid", call.service());
    }
    json.text("conversation_sid", participant.conversationSid());
    json.text("sid", participant.sid());
    json.text("identity", participant.identity());
    json.text("attributes", participant.attributes());
    writeBinding(json, "messaging_binding", participant);
    json.text("role_sid", participant.roleSid());
    json.date("date_created", participant.createdAt());
    json.date("date_updated", participant.updatedAt());
    json.text(
        "url",
        call.link(
            "/Conversations/"
                + participant.conversationSid()
                + "/Participants/"
                + participant.sid()));
    json.number("last_read_message_index", participant.horizon().index());
    json.date("last_read_timestamp", participant.horizon().readAt());
  }

  /** The binding with the keys it has; null for pure chat. */
  private static void writeBinding(Json json, String name, Participant participant) {
    var binding = participant.binding();
    if (binding == null) {
      json.text(name, null);
      return;
    }
    json.object(
        name,
        out -> {
          out.text("type", binding.type());
          optional(out, "address", binding.address());
          optional(out, "proxy_address", binding.proxyAddress());
          optional(out, "projected_address", binding.projectedAddress());
          optional(out, "name", binding.name());
          optional(out, "level", binding.level());
        });
  }

  private static void optional(Json json, String name, @Nullable String value) {
    if (value != null) {
      json.text(name, value);
    }
  }
}
