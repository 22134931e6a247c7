package parley.membership;

import org.jspecify.annotations.Nullable;
import parley.conversation.ConversationJson;
import parley.http.Call;
import parley.http.Json;
import parley.participant.MessagingBinding;

/** A membership as REST tells it (docs/behaviour.md 2.12). */
final class MembershipJson {
  private MembershipJson() {}

  static void write(Json json, Membership membership, Call call) {
    var conversation = membership.conversation();
    var participant = membership.participant();
    json.text("account_sid", conversation.accountSid());
    json.text("chat_service_sid", conversation.serviceSid());
    json.text("conversation_sid", conversation.sid());
    json.text("participant_sid", participant.sid());
    json.text("conversation_friendly_name", conversation.friendlyName());
    json.text("conversation_state", conversation.state().wire());
    json.object(
        "conversation_timers",
        timers -> ConversationJson.writeTimers(timers, conversation.timers()));
    json.text("conversation_attributes", conversation.attributes());
    json.date("conversation_date_created", conversation.createdAt());
    json.date("conversation_date_updated", conversation.updatedAt());
    json.text("conversation_created_by", conversation.createdBy());
    json.text("conversation_unique_name", conversation.uniqueName());
    json.text("participant_user_sid", participant.userSid());
    json.text("participant_identity", participant.identity());
    writeBinding(json, participant.binding());
    var url = call.link("/Conversations/" + conversation.sid());
    json.object(
        "links",
        links ->
            links
                .text("participant", url + "/Participants/" + participant.sid())
                .text("conversation", url));
  }

  /** All six keys, unlike in a participant's own answer. */
  private static void writeBinding(Json json, @Nullable MessagingBinding binding) {
    if (binding == null) {
      json.text("participant_messaging_binding", null);
      return;
    }
    json.object(
        "participant_messaging_binding",
        out ->
            out.text("address", binding.address())
                .text("proxy_address", binding.proxyAddress())
                .text("type", binding.type())
                .text("level", binding.level())
                .text("name", binding.name())
                .text("projected_address", binding.projectedAddress()));
  }
}
