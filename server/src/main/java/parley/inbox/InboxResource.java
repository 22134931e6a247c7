package parley.inbox;

import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.participant.EditedHorizon;
import parley.participant.NotificationLevel;
import parley.problem.Code;

/**
 * A user's conversations over REST:
 * https://www.twilio.com/docs/conversations/api/user-conversation-resource
 */
public final class InboxResource implements Resource {
  private final Inbox inbox;
  private final InboxPages pages;

  public InboxResource(Inbox inbox) {
    this.inbox = inbox;
    this.pages = new InboxPages(inbox);
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Users/{UserSid}/Conversations",
        at -> {
          at.get("", this::list);
          at.get("/{ConversationSid}", this::fetch);
          at.post("/{ConversationSid}", this::update);
          at.delete("/{ConversationSid}", this::delete);
        });
  }

  private Reply list(Call call) {
    return Reply.unlessKnown(call, pages.page(call));
  }

  private Reply fetch(Call call) {
    var entry =
        inbox
            .find(call.service(), call.path("UserSid"), call.path("ConversationSid"))
            .orElseThrow(call::notFound);
    return answer(call, entry);
  }

  private Reply update(Call call) {
    var form = call.form();
    var horizon = EditedHorizon.from(form);
    var level =
        form.field("NotificationLevel")
            .choice(NotificationLevel.class, Code.BAD_NOTIFICATION_LEVEL);
    form.requireSomething();
    var entry =
        inbox
            .edit(
                call.service(),
                call.path("UserSid"),
                call.path("ConversationSid"),
                horizon,
                level,
                call.cause())
            .orElseThrow(call::notFound);
    return answer(call, entry);
  }

  private static Reply answer(Call call, Inbox.Entry entry) {
    var words = new InboxJson(call);
    return Reply.ok(json -> words.write(json, entry.row(), entry.conversation()));
  }

  private Reply delete(Call call) {
    if (!inbox.remove(
        call.service(), call.path("UserSid"), call.path("ConversationSid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
