package parley.realtime;

import java.util.List;
import parley.access.Actor;
import parley.access.Operation;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.EditedConversation;
import parley.conversation.NewConversation;
import parley.http.Call;
import parley.http.Json;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.inbox.Inbox;
import parley.participant.Participants;

/** Conversations as clients ask for them. */
final class ClientConversationResource implements Resource {
  private final Conversations conversations;
  private final Participants participants;
  private final Inbox inbox;

  ClientConversationResource(Conversations conversations, Participants participants, Inbox inbox) {
    this.conversations = conversations;
    this.participants = participants;
    this.inbox = inbox;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService(
        "/Conversations",
        at -> {
          at.post("", Operation.ADD_CONVERSATION, this::create);
          at.get("/{Sid}", Operation.FETCH_CONVERSATION, this::fetch);
          at.post("/{Sid}", Operation.EDIT_CONVERSATION, this::update);
          at.delete("/{Sid}", Operation.REMOVE_CONVERSATION, this::delete);
        });
    routes.inNamedService(
        "/Conversations/{ConversationSid}",
        at -> {
          at.get("/MessageRecipients", Operation.LIST_MESSAGES, this::recipients);
          at.get("/Messages/{Sid}/ChannelMetadata", Operation.FETCH_MESSAGE, this::noMetadata);
        });
  }

  private Reply create(Call call) {
    var conversation =
        conversations.add(call.service(), NewConversation.from(call.form()), call.cause());
    return Reply.created(json -> write(json, conversation, call));
  }

  private Reply fetch(Call call) {
    var conversation =
        conversations.find(call.service(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> write(json, conversation, call));
  }

  private Reply update(Call call) {
    var wish = EditedConversation.from(call.form());
    call.requireSomething(() -> conversations.find(call.service(), call.path("Sid")));
    var conversation =
        conversations
            .edit(call.service(), call.path("Sid"), wish, call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> write(json, conversation, call));
  }

  private void write(Json json, Conversation conversation, Call call) {
    var me = (Actor.OfUser) call.caller().actor();
    var mine = inbox.find(call.service(), me.identity(), conversation.sid()).map(Inbox.Entry::row);
    ClientConversationJson.write(
        json, conversation, mine.orElse(null), participants.count(conversation.sid()), call);
  }

  private Reply delete(Call call) {
    if (!conversations.remove(call.service(), call.path("Sid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }

  /** Of e-mail, which does not pass through here. */
  private Reply recipients(Call call) {
    return Reply.ok(
        json -> {
          json.texts("message_recipients", List.of());
          json.object("meta", meta -> meta.text("previous_token", null).text("next_token", null));
        });
  }

  private Reply noMetadata(Call call) {
    return Reply.failure(call, 404, 50530, "The message has no channel metadata");
  }
}
