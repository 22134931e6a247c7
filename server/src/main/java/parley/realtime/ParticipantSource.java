package parley.realtime;

import java.util.List;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.http.Json;
import parley.participant.Participant;
import parley.participant.Participants;
import parley.realtime.SyncObject.Kind;
import parley.storage.Tx;

/** Who takes part in a conversation, as a map by their SIDs. */
final class ParticipantSource extends TalkSource {
  private final Participants participants;

  ParticipantSource(Conversations conversations, Participants participants) {
    super(conversations, Held.Kind.PARTICIPANT);
    this.participants = participants;
  }

  @Override
  List<SyncItem> itemsSince(Tx tx, Conversation owner, long version, int most) {
    return participants.since(tx, owner.sid(), version, most).stream()
        .map(ParticipantSource::item)
        .toList();
  }

  @Override
  public SyncPage items(Tx tx, Conversation owner, SyncQuery query) {
    return query.page(
        (from, descending, most) ->
            participants.listBySid(tx, owner.sid(), from, descending, most).stream()
                .map(ParticipantSource::item)
                .toList());
  }

  private static SyncItem item(Participant participant) {
    return new SyncItem(
        participant.sid(),
        participant.addedVersion(),
        participant.changedVersion(),
        Json.objectText(json -> write(json, participant)),
        participant.createdAt(),
        participant.updatedAt());
  }

  private static void write(Json json, Participant participant) {
    var binding = participant.binding();
    var readAt = participant.horizon().readAt();
    json.text("identity", participant.identity());
    json.text("type", binding == null ? "chat" : binding.type());
    json.text("attributes", participant.attributes());
    json.text("roleSid", participant.roleSid());
    json.text("dateCreated", participant.createdAt().toString());
    json.text("dateUpdated", participant.updatedAt().toString());
    json.number("lastConsumedMessageIndex", participant.horizon().index());
    json.text("lastConsumptionTimestamp", readAt == null ? null : readAt.toString());
    var user = participant.userSid();
    if (user != null) {
      json.text("userInfo", Kind.PROFILE.of(user).sid());
    }
    json.object(
        "bindings",
        bindings -> {
          if (binding != null) {
            bindings.object(
                binding.type(),
                one ->
                    one.text("address", binding.address())
                        .text("proxy_address", binding.proxyAddress())
                        .text("name", binding.name())
                        .text("level", binding.level()));
          }
        });
  }
}
