package parley.participant;

import parley.access.Operation;
import parley.conversation.Conversations;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * Participants over REST:
 * https://www.twilio.com/docs/conversations/api/conversation-participant-resource
 */
public final class ParticipantResource implements Resource {
  private final Conversations conversations;
  private final Participants participants;

  public ParticipantResource(Conversations conversations, Participants participants) {
    this.conversations = conversations;
    this.participants = participants;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Conversations/{ConversationSid}/Participants",
        at -> {
          at.post("", Operation.ADD_PARTICIPANT, this::create);
          at.get("", Operation.LIST_PARTICIPANTS, this::list);
          at.get("/{Sid}", Operation.FETCH_PARTICIPANT, this::fetch);
          at.post("/{Sid}", Operation.EDIT_PARTICIPANT, this::update);
          at.delete("/{Sid}", Operation.REMOVE_PARTICIPANT, this::delete);
        });
  }

  private Reply create(Call call) {
    var wish = NewParticipant.from(call.form());
    var participant =
        participants.add(call.service(), call.path("ConversationSid"), wish, call.cause());
    return Reply.created(json -> ParticipantJson.write(json, participant, call));
  }

  private Reply list(Call call) {
    var conversation =
        conversations
            .find(call.service(), call.path("ConversationSid"))
            .orElseThrow(call::notFound);
    var paging = Paging.read(call, "/Conversations/" + conversation.sid() + "/Participants");
    var page = participants.list(conversation, paging.asked());
    return Reply.page(
        "participants",
        page,
        paging,
        (json, participant) -> ParticipantJson.write(json, participant, call));
  }

  private Reply fetch(Call call) {
    var participant =
        participants
            .find(call.service(), call.path("ConversationSid"), call.path("Sid"))
            .orElseThrow(call::notFound);
    return Reply.ok(json -> ParticipantJson.write(json, participant, call));
  }

  private Reply update(Call call) {
    var wish = EditedParticipant.from(call.form());
    call.requireSomething(
        () -> participants.find(call.service(), call.path("ConversationSid"), call.path("Sid")));
    var participant =
        participants
            .edit(
                call.service(), call.path("ConversationSid"), call.path("Sid"), wish, call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> ParticipantJson.write(json, participant, call));
  }

  private Reply delete(Call call) {
    if (!participants.remove(
        call.service(), call.path("ConversationSid"), call.path("Sid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
