package parley.conversation;

import parley.access.Operation;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * Conversations over REST:
 * https://www.twilio.com/docs/conversations-classic/api/conversation-resource
 */
public final class ConversationResource implements Resource {
  private final Conversations conversations;

  public ConversationResource(Conversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Conversations",
        at -> {
          at.post("", Operation.ADD_CONVERSATION, this::create);
          at.get("", this::list);
          at.get("/{Sid}", Operation.FETCH_CONVERSATION, this::fetch);
          at.post("/{Sid}", Operation.EDIT_CONVERSATION, this::update);
          at.delete("/{Sid}", Operation.REMOVE_CONVERSATION, this::delete);
        });
  }

  private Reply create(Call call) {
    var conversation =
        conversations.add(call.service(), NewConversation.from(call.form()), call.cause());
    return Reply.created(json -> ConversationJson.write(json, conversation, call));
  }

  private Reply list(Call call) {
    var filter = ConversationFilter.from(call.query());
    var paging = Paging.read(call, "/Conversations", ConversationFilter.given(call.query()));
    var page = conversations.list(call.service(), filter, paging.asked());
    return Reply.page(
        "conversations",
        page,
        paging,
        (json, conversation) -> ConversationJson.write(json, conversation, call));
  }

  private Reply fetch(Call call) {
    var conversation =
        conversations.find(call.service(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> ConversationJson.write(json, conversation, call));
  }

  private Reply update(Call call) {
    var wish = EditedConversation.from(call.form());
    call.requireSomething(() -> conversations.find(call.service(), call.path("Sid")));
    var conversation =
        conversations
            .edit(call.service(), call.path("Sid"), wish, call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> ConversationJson.write(json, conversation, call));
  }

  private Reply delete(Call call) {
    if (!conversations.remove(call.service(), call.path("Sid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
