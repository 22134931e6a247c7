package parley.role;

import parley.access.Operation;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** Roles over REST: https://www.twilio.com/docs/conversations-classic/api/role-resource */
public final class RoleResource implements Resource {
  private final Roles roles;

  public RoleResource(Roles roles) {
    this.roles = roles;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Roles",
        at -> {
          at.post("", this::create);
          at.get("", Operation.LIST_ROLES, this::list);
          at.get("/{Sid}", Operation.FETCH_ROLE, this::fetch);
          at.post("/{Sid}", this::update);
          at.delete("/{Sid}", this::delete);
        });
  }

  private Reply create(Call call) {
    var role = roles.add(call.service(), NewRole.from(call.form()), call.cause());
    return Reply.created(json -> RoleJson.write(json, role, call));
  }

  private Reply list(Call call) {
    var paging = Paging.read(call, "/Roles");
    var page = roles.list(call.service(), paging.asked());
    return Reply.page("roles", page, paging, (json, role) -> RoleJson.write(json, role, call));
  }

  private Reply fetch(Call call) {
    var role = roles.find(call.service(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> RoleJson.write(json, role, call));
  }

  private Reply update(Call call) {
    var permissions = Permission.listOf(call.form());
    call.requireSomething(() -> roles.find(call.service(), call.path("Sid")));
    var role =
        roles
            .edit(call.service(), call.path("Sid"), permissions, call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> RoleJson.write(json, role, call));
  }

  private Reply delete(Call call) {
    if (!roles.remove(call.service(), call.path("Sid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
