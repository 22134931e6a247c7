package parley.push;

import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.storage.Database;

/**
 * Bindings over REST, which makes none:
 * https://www.twilio.com/docs/conversations/api/binding-resource
 */
public final class BindingResource implements Resource {
  private final BindingStore store = new BindingStore();
  private final Database database;
  private final Bindings bindings;

  public BindingResource(Database database, Bindings bindings) {
    this.database = database;
    this.bindings = bindings;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService(
        "/Bindings",
        at -> {
          at.get("", this::list);
          at.get("/{Sid}", this::fetch);
          at.delete("/{Sid}", this::delete);
        });
  }

  private Reply list(Call call) {
    var service = call.service(); // found before the read begins: it reads too
    var filter = BindingFilter.from(call.query());
    var paging = Paging.read(call, "/Bindings", BindingFilter.given(call.query()));
    var page = database.read(tx -> store.list(tx, service, filter, paging.asked()));
    return Reply.page(
        "bindings", page, paging, (json, binding) -> BindingJson.write(json, binding, call));
  }

  private Reply fetch(Call call) {
    var service = call.service();
    var binding =
        database.read(tx -> store.find(tx, service, call.path("Sid"))).orElseThrow(call::notFound);
    return Reply.ok(json -> BindingJson.write(json, binding, call));
  }

  private Reply delete(Call call) {
    if (!bindings.remove(call.service(), call.path("Sid"))) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
