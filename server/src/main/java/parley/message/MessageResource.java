package parley.message;

import java.util.List;
import java.util.Map;
import parley.access.Operation;
import parley.conversation.Conversations;
import parley.http.Call;
import parley.http.Form;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.value.Word;

/**
 * Messages over REST: https://www.twilio.com/docs/conversations/api/conversation-message-resource
 */
public final class MessageResource implements Resource {
  private final Conversations conversations;
  private final Messages messages;

  public MessageResource(Conversations conversations, Messages messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  /** The order of a list. */
  private enum Direction implements Word {
    ASC,
    DESC
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Conversations/{ConversationSid}/Messages",
        at -> {
          at.post("", Operation.ADD_MESSAGE, this::create);
          at.get("", Operation.LIST_MESSAGES, this::list);
          at.get("/{Sid}", Operation.FETCH_MESSAGE, this::fetch);
          at.post("/{Sid}", Operation.EDIT_MESSAGE, this::update);
          at.delete("/{Sid}", Operation.REMOVE_MESSAGE, this::delete);
        });
  }

  private Reply create(Call call) {
    var cause = call.cause();
    var wish = NewMessage.from(call.form(), cause.author());
    var message = messages.add(call.service(), call.path("ConversationSid"), wish, cause);
    return Reply.created(json -> MessageJson.write(json, message, call));
  }

  private Reply list(Call call) {
    var conversation =
        conversations
            .find(call.service(), call.path("ConversationSid"))
            .orElseThrow(call::notFound);
    var newestFirst = newestFirst(call.query());
    var paging =
        Paging.read(
            call,
            "/Conversations/" + conversation.sid() + "/Messages",
            newestFirst ? List.of(Map.entry("Order", "desc")) : List.of());
    var page = messages.list(conversation, newestFirst, paging.asked());
    return Reply.page(
        "messages", page, paging, (json, message) -> MessageJson.write(json, message, call));
  }

  private static boolean newestFirst(Form query) {
    return query.field("Order").choice(Direction.class, Code.BAD_PARAMETER) == Direction.DESC;
  }

  private Reply fetch(Call call) {
    var message =
        messages
            .find(call.service(), call.path("ConversationSid"), call.path("Sid"))
            .orElseThrow(call::notFound);
    return Reply.ok(json -> MessageJson.write(json, message, call));
  }

  private Reply update(Call call) {
    var wish = EditedMessage.from(call.form());
    call.requireSomething(
        () -> messages.find(call.service(), call.path("ConversationSid"), call.path("Sid")));
    var message =
        messages
            .edit(
                call.service(), call.path("ConversationSid"), call.path("Sid"), wish, call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> MessageJson.write(json, message, call));
  }

  private Reply delete(Call call) {
    if (!messages.remove(
        call.service(), call.path("ConversationSid"), call.path("Sid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
