package parley.console;

import parley.http.Call;
import parley.http.Json;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.service.Services;
import parley.storage.Database;

/** Finds conversations by a part of a name, or by who takes part (docs/console.md); ours. */
public final class SearchResource implements Resource {
  private static final String PATH = "/parley/v1/Conversations";

  private final Database database;
  private final Services services;
  private final SearchStore store = new SearchStore();

  public SearchResource(Database database, Services services) {
    this.database = database;
    this.services = services;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/Conversations", at -> at.get("", this::list));
  }

  private Reply list(Call call) {
    var service = service(call);
    var filter = SearchFilter.from(call.query());
    var paging =
        Paging.read(call, call.publicLink(PATH), service + PATH, SearchFilter.given(call.query()));
    var page = database.read(tx -> store.list(tx, service, filter, paging.asked()));
    return Reply.page("conversations", page, paging, SearchResource::write);
  }

  private String service(Call call) {
    var named = call.query().field("ServiceSid").textOrNull();
    if (named == null) {
      return services.defaultOf(call.accountSid());
    }
    if (!services.exists(call.accountSid(), named)) {
      throw Code.SERVICE_NOT_FOUND.in("ServiceSid", "names no service of this account");
    }
    return named;
  }

  private static void write(Json json, FoundConversation found) {
    json.text("sid", found.sid());
    json.text("chat_service_sid", found.serviceSid());
    json.text("friendly_name", found.friendlyName());
    json.text("unique_name", found.uniqueName());
    json.text("state", found.state().wire());
    json.number("messages", found.messages());
    json.number("participants", found.participants());
    json.date("date_last_activity", found.activityAt());
    json.date("date_created", found.createdAt());
  }
}
