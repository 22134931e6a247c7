package parley.realtime;

import parley.access.Actor;
import parley.access.Operation;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.realtime.SyncObject.Shape;

/** Objects and their items, as clients open them. */
final class SyncResource implements Resource {
  private final SyncReader reader;

  SyncResource(SyncReader reader) {
    this.reader = reader;
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
    var isWhole = withItems || shape == Shape.DOCUMENT;
    var query = isWhole ? SyncQuery.first(SyncQuery.SIZE_MAX) : null;
    return reader
        .open(object, query, user(call))
        .map(found -> Reply.ok(json -> SyncWords.writeRoot(json, object, found, withItems)))
        .orElseGet(() -> missing(call, shape));
  }

  private Reply items(Call call, Shape shape) {
    var object = object(call, shape);
    var asked = ItemsAsked.from(call.query());
    return reader
        .open(object, asked.query(), user(call))
        .map(
            found ->
                Reply.ok(
                    json -> {
                      SyncWords.writeItems(json, object, found.page());
                      json.object("meta", meta -> asked.writeMeta(meta, found.page()));
                    }))
        .orElseGet(() -> missing(call, shape));
  }

  private static SyncObject object(Call call, Shape shape) {
    return SyncObject.parse(call.path("Id"))
        .filter(found -> found.kind().shape() == shape)
        .orElseThrow(call::notFound);
  }

  private static Actor.OfUser user(Call call) {
    return (Actor.OfUser) call.caller().actor();
  }

  private static Reply missing(Call call, Shape shape) {
    return Reply.failure(
        call, Code.NOT_FOUND.status(), shape.missingCode(), "There is no such " + shape.word());
  }
}
