package parley.inbox;

import java.util.Optional;
import parley.access.Operation;
import parley.http.Body;
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

  public InboxResource(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Users/{UserSid}/Conversations",
        at -> {
          at.get("", Operation.LIST_USER_CONVERSATIONS, this::list);
          at.get("/{ConversationSid}", Operation.FETCH_USER_CONVERSATION, this::fetch);
          at.post("/{ConversationSid}", Operation.EDIT_USER_CONVERSATION, this::update);
          at.delete("/{ConversationSid}", Operation.REMOVE_USER_CONVERSATION, this::delete);
        });
  }

  private Reply list(Call call) {
    var service = call.service();
    var key = call.path("UserSid");
    var body =
        inbox
            .owners()
            .known(service, key)
            .flatMap(user -> list(call, user))
            .or(() -> inbox.owners().find(service, key).flatMap(user -> list(call, user)))
            .orElseThrow(call::notFound);
    return Reply.unlessKnown(call, body);
  }

  /** The list of a user; empty when the user is not there any more. */
  private Optional<Body> list(Call call, String userSid) {
    var request = ListRequest.from(call, userSid);
    return inbox.answers().to(request, new ListMaker(inbox, request));
  }

  private Reply fetch(Call call) {
    var entry =
        inbox
            .find(call.service(), call.path("UserSid"), call.path("ConversationSid"))
            .orElseThrow(call::notFound);
    return answer(call, entry);
  }

  private Reply update(Call call) {
    return answer(call, edited(inbox, call));
  }

  /** Does what a call asks of a user's own view, by whichever door it came. */
  public static Inbox.Entry edited(Inbox inbox, Call call) {
    var form = call.form();
    var horizon = EditedHorizon.from(form);
    var level =
        form.field("NotificationLevel")
            .choice(NotificationLevel.class, Code.BAD_NOTIFICATION_LEVEL);
    call.requireSomething(
        () -> inbox.find(call.service(), call.path("UserSid"), call.path("ConversationSid")));
    return inbox
        .edit(
            call.service(),
            call.path("UserSid"),
            call.path("ConversationSid"),
            horizon,
            level,
            call.causeWithoutHeader())
        .orElseThrow(call::notFound);
  }

  private static Reply answer(Call call, Inbox.Entry entry) {
    var words = new InboxJson(call.accountSid(), call.service(), call.root());
    return Reply.ok(json -> words.write(json, entry.row(), entry.conversation()));
  }

  private Reply delete(Call call) {
    if (!inbox.remove(
        call.service(),
        call.path("UserSid"),
        call.path("ConversationSid"),
        call.causeWithoutHeader())) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
