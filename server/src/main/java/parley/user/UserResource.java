package parley.user;

import parley.access.Operation;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** Users over REST: https://www.twilio.com/docs/conversations-classic/api/user-resource */
public final class UserResource implements Resource {
  private final Users users;

  public UserResource(Users users) {
    this.users = users;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Users",
        at -> {
          at.post("", this::create);
          at.get("", Operation.LIST_USERS, this::list);
          at.get("/{Sid}", Operation.FETCH_USER, this::fetch);
          at.post("/{Sid}", Operation.EDIT_USER, this::update);
          at.delete("/{Sid}", this::delete);
        });
  }

  private Reply create(Call call) {
    var user = users.add(call.service(), NewUser.from(call.form()), call.cause());
    return Reply.created(json -> UserJson.write(json, user, call));
  }

  private Reply list(Call call) {
    var paging = Paging.read(call, "/Users");
    var page = users.list(call.service(), paging.asked());
    return Reply.page("users", page, paging, (json, user) -> UserJson.write(json, user, call));
  }

  private Reply fetch(Call call) {
    var user = users.find(call.service(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> UserJson.writeFetched(json, user, call));
  }

  private Reply update(Call call) {
    var wish = EditedUser.from(call.form());
    call.requireSomething(() -> users.find(call.service(), call.path("Sid")));
    var user =
        users
            .edit(call.service(), call.path("Sid"), wish, call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> UserJson.write(json, user, call));
  }

  private Reply delete(Call call) {
    if (!users.remove(call.service(), call.path("Sid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
