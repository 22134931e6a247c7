package parley.key;

import java.util.List;
import parley.access.ApiKeys;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** API keys over REST (docs/keys.md); ours. */
public final class ApiKeyResource implements Resource {
  static final String PATH = "/parley/v1/Keys";

  private final ApiKeys keys;

  public ApiKeyResource(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley(
        "/Keys",
        at -> {
          at.post("", this::create);
          at.get("", this::list);
          at.get("/{Sid}", this::fetch);
          at.delete("/{Sid}", this::delete);
        });
  }

  private Reply create(Call call) {
    var name = NewApiKey.friendlyName(call.form().field("FriendlyName"));
    var key = keys.add(call.accountSid(), name);
    return Reply.created(json -> ApiKeyJson.writeWithSecret(json, key, call)).unstored();
  }

  private Reply list(Call call) {
    var paging = Paging.read(call, call.publicLink(PATH), call.accountSid() + PATH, List.of());
    var page = keys.page(call.accountSid(), paging.asked());
    return Reply.page("keys", page, paging, (json, key) -> ApiKeyJson.write(json, key, call));
  }

  private Reply fetch(Call call) {
    var key = keys.find(call.accountSid(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> ApiKeyJson.write(json, key, call));
  }

  private Reply delete(Call call) {
    if (!keys.remove(call.accountSid(), call.path("Sid"))) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
