package parley.webhook;

import java.util.List;
import parley.conversation.Conversations;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The webhooks of a conversation over REST:
 * https://www.twilio.com/docs/conversations-classic/api/conversation-scoped-webhook-resource
 */
public final class ConversationWebhookResource implements Resource {
  private final Conversations conversations;
  private final ConversationWebhooks webhooks;

  public ConversationWebhookResource(Conversations conversations, ConversationWebhooks webhooks) {
    this.conversations = conversations;
    this.webhooks = webhooks;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Conversations/{ConversationSid}/Webhooks",
        at -> {
          at.post("", this::create);
          at.get("", this::list);
          at.get("/{Sid}", this::fetch);
          at.post("/{Sid}", this::update);
          at.delete("/{Sid}", this::delete);
        });
  }

  private Reply create(Call call) {
    var wish = NewConversationWebhook.from(call.form());
    var webhook = webhooks.add(call.service(), call.path("ConversationSid"), wish, call.cause());
    return Reply.created(json -> ConversationWebhookJson.write(json, webhook, call));
  }

  private Reply list(Call call) {
    var conversation =
        conversations
            .find(call.service(), call.path("ConversationSid"))
            .orElseThrow(call::notFound);
    var path = "/Conversations/" + conversation.sid() + "/Webhooks";
    var most = webhooks.most(); // also by default: a conversation has no more
    var paging = Paging.read(call, call.link(path), call.service() + path, List.of(), most, most);
    var page = webhooks.list(conversation, paging.asked());
    return Reply.page(
        "webhooks",
        page,
        paging,
        (json, webhook) -> ConversationWebhookJson.write(json, webhook, call));
  }

  private Reply fetch(Call call) {
    var webhook =
        webhooks
            .find(call.service(), call.path("ConversationSid"), call.path("Sid"))
            .orElseThrow(call::notFound);
    return Reply.ok(json -> ConversationWebhookJson.write(json, webhook, call));
  }

  private Reply update(Call call) {
    var wish = EditedConversationWebhook.from(call.form());
    call.requireSomething(
        () -> webhooks.find(call.service(), call.path("ConversationSid"), call.path("Sid")));
    var webhook =
        webhooks
            .edit(
                call.service(), call.path("ConversationSid"), call.path("Sid"), wish, call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> ConversationWebhookJson.write(json, webhook, call));
  }

  private Reply delete(Call call) {
    if (!webhooks.remove(
        call.service(), call.path("ConversationSid"), call.path("Sid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
