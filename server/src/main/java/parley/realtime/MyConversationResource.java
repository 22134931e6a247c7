package parley.realtime;

import java.util.List;
import parley.access.Operation;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.inbox.Inbox;
import parley.inbox.InboxResource;

/** The conversations that the caller is in. */
final class MyConversationResource implements Resource {
  private final Inbox inbox;

  MyConversationResource(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService(
        "/Users/{UserSid}/Conversations",
        at -> {
          at.get("", Operation.LIST_USER_CONVERSATIONS, this::list);
          at.get("/{ConversationSid}", Operation.FETCH_USER_CONVERSATION, this::fetch);
          at.post("/{ConversationSid}", Operation.EDIT_USER_CONVERSATION, this::update);
        });
  }

  /**
   * A client loads at once whatever stands here, and shows nothing before it has all of it. So none
   * does: it is told of them in portions, and pages through them by itself ({@link
   * MembershipSource}).
   */
  private Reply list(Call call) {
    return Reply.ok(
        json -> {
          json.texts("conversations", List.of());
          json.object("meta", meta -> meta.text("previous_token", null).text("next_token", null));
        });
  }

  private Reply fetch(Call call) {
    var entry =
        inbox
            .find(call.service(), call.path("UserSid"), call.path("ConversationSid"))
            .orElseThrow(call::notFound);
    return answer(call, entry);
  }

  private Reply update(Call call) {
    return answer(call, InboxResource.edited(inbox, call));
  }

  private static Reply answer(Call call, Inbox.Entry entry) {
    return Reply.ok(
        json -> ClientConversationJson.write(json, entry.conversation(), entry.row(), null, call));
  }
}
