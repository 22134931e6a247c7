package parley.realtime;

import java.util.Set;
import parley.access.Actor;
import parley.access.Operation;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.permission.Action;
import parley.permission.Permissions;
import parley.problem.Code;
import parley.problem.Problem;
import parley.realtime.SyncObject.Shape;

/** Objects and their items, as clients open them. */
final class SyncResource implements Resource {
  private final SyncReader reader;
  private final Permissions permissions;

  SyncResource(SyncReader reader, Permissions permissions) {
    this.reader = reader;
    this.permissions = permissions;
  }

  @Override
  public void routes(Routes routes) {
    for (var shape : Shape.values()) {
      routes.inRoot(
          "/v3/" + shape.path(),
          at -> {
            at.get("/{Id}", Operation.CONNECT, call -> root(call, shape));
            at.get("/{Id}/Items", Operation.CONNECT, call -> items(call, shape));
          });
    }
  }

  private Reply root(Call call, Shape shape) {
    var object = object(call, shape);
    var withItems = call.query().field("Include").textOr("").equals("items");
    var root = reader.root(object, withItems ? SyncQuery.first(SyncQuery.SIZE_MAX) : null);
    return root.map(
            found ->
                Reply.ok(
                    json -> {
                      SyncWords.writeRoot(json, object, found.state());
                      if (withItems) {
                        json.objects(
                            "items",
                            found.page().items(),
                            (out, item) -> SyncWords.writeItem(out, object, item));
                      }
                    }))
        .orElseGet(() -> missing(call, shape));
  }

  private Reply items(Call call, Shape shape) {
    var object = object(call, shape);
    var asked = ItemsAsked.from(call.query());
    var page = reader.items(object, asked.query());
    return Reply.ok(
        json -> {
          json.objects(
              "items", page.items(), (out, item) -> SyncWords.writeItem(out, object, item));
          json.object("meta", meta -> asked.writeMeta(meta, page));
        });
  }

  /**
   * The object that a path names.
   *
   * @throws Problem 50107 when the user may not open it, 20404 when it is of another shape
   */
  private SyncObject object(Call call, Shape shape) {
    var object =
        SyncObject.parse(call.path("Id"))
            .filter(found -> found.kind().shape() == shape)
            .orElseThrow(call::notFound);
    var user = (Actor.OfUser) call.caller().actor();
    var _ = permissions.ask(action(user, object)).orElseThrow(call::notFound);
    return object;
  }

  /** What it would be to read the same over REST. */
  private static Action action(Actor.OfUser user, SyncObject object) {
    var owner = object.owner();
    return switch (object.kind()) {
      case CONVERSATION -> new Action(user, Operation.FETCH_CONVERSATION, owner, null, Set.of());
      case MESSAGES -> new Action(user, Operation.LIST_MESSAGES, owner, null, Set.of());
      case PARTICIPANTS -> new Action(user, Operation.LIST_PARTICIPANTS, owner, null, Set.of());
      case MEMBERSHIPS ->
          new Action(user, Operation.LIST_USER_CONVERSATIONS, null, owner, Set.of());
      case PROFILE -> new Action(user, Operation.FETCH_USER, null, owner, Set.of());
    };
  }

  private static Reply missing(Call call, Shape shape) {
    return Reply.failure(
        call, Code.NOT_FOUND.status(), shape.missingCode(), "There is no such " + shape.word());
  }
}
