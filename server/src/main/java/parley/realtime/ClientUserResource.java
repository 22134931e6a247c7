package parley.realtime;

import parley.access.Operation;
import parley.http.Call;
import parley.http.Json;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.realtime.SyncObject.Kind;
import parley.user.EditedUser;
import parley.user.User;
import parley.user.Users;

/** Users as clients ask for them. */
final class ClientUserResource implements Resource {
  private final Users users;

  ClientUserResource(Users users) {
    this.users = users;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService(
        "/Users/{Sid}",
        at -> {
          at.get("", Operation.FETCH_USER, this::fetch);
          at.post("", Operation.EDIT_USER, this::update);
        });
  }

  private Reply fetch(Call call) {
    var user = users.find(call.service(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> write(json, user, call));
  }

  private Reply update(Call call) {
    var wish = EditedUser.from(call.form());
    call.requireSomething(() -> users.find(call.service(), call.path("Sid")));
    var user =
        users
            .edit(call.service(), call.path("Sid"), wish, call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> write(json, user, call));
  }

  private static void write(Json json, User user, Call call) {
    json.text("sid", user.sid());
    json.text("identity", user.identity());
    json.text("friendly_name", user.friendlyName());
    json.text("attributes", user.attributes());
    json.text("date_created", user.createdAt().toString());
    json.text("date_updated", user.updatedAt().toString());
    json.text("url", ClientLinks.user(call, user.identity()));
    json.object(
        "sync_objects",
        objects -> objects.text("user_info_map", Kind.PROFILE.of(user.sid()).sid()));
  }
}
