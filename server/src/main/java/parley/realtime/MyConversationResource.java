package parley.realtime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.access.Operation;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.inbox.Inbox;
import parley.inbox.InboxResource;
import parley.storage.Database;
import parley.user.User;
import parley.user.Users;

/** The conversations that the caller is in. */
final class MyConversationResource implements Resource {
  /** As many at once as most users have: each page more is a request before a client is ready. */
  static final int PAGE_SIZE = 1000;

  private final Database database;
  private final Users users;
  private final Inbox inbox;

  MyConversationResource(Database database, Users users, Inbox inbox) {
    this.database = database;
    this.users = users;
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

  private Reply list(Call call) {
    var user = users.find(call.service(), call.path("UserSid")).orElseThrow(call::notFound);
    var from = call.query().field("PageToken").textOrNull();
    var entries = entries(user, from);
    var more = entries.size() > PAGE_SIZE;
    var next = more ? entries.getLast().conversation().sid() : null;
    return Reply.ok(
        json -> {
          json.objects(
              "conversations",
              more ? entries.subList(0, PAGE_SIZE) : entries,
              (out, entry) ->
                  ClientConversationJson.write(out, entry.conversation(), entry.row(), null, call));
          json.object("meta", meta -> meta.text("previous_token", null).text("next_token", next));
        });
  }

  /** One more than a page: the first of the next. */
  private List<Inbox.Entry> entries(User user, @Nullable String from) {
    return database.snapshot(tx -> inbox.entries(tx, user, from, PAGE_SIZE + 1));
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
