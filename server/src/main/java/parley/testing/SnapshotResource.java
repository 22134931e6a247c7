package parley.testing;

import java.util.regex.Pattern;
import parley.http.Call;
import parley.http.Json;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;

/** Snapshots of everything, over REST (docs/testing.md); ours. */
final class SnapshotResource implements Resource {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Snapshots snapshots;

  SnapshotResource(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley(
        "/Test/Snapshots",
        at -> {
          at.get("", this::list);
          at.post("", this::create);
          at.get("/{Name}", this::fetch);
          at.delete("/{Name}", this::delete);
          at.post("/{Name}/Restore", this::restore);
        });
  }

  private Reply list(Call call) {
    return Reply.list("snapshots", snapshots.list(), SnapshotResource::write);
  }

  private Reply create(Call call) {
    var field = call.form().field("Name").reachable(Code.BAD_PARAMETER);
    var name = field.requiredText(Code.BAD_PARAMETER);
    if (!NAME.matcher(name).matches()) {
      throw field.refused(
          Code.BAD_PARAMETER, "must be 1 to 64 letters, digits, dots, hyphens and underscores");
    }
    var snapshot = snapshots.take(name);
    return Reply.created(json -> write(json, snapshot));
  }

  private Reply fetch(Call call) {
    var snapshot = snapshots.find(call.path("Name")).orElseThrow(call::notFound);
    return Reply.ok(json -> write(json, snapshot));
  }

  private Reply delete(Call call) {
    return goneIf(snapshots.delete(call.path("Name")), call);
  }

  private Reply restore(Call call) {
    return goneIf(snapshots.restore(call.path("Name")), call);
  }

  private static Reply goneIf(boolean done, Call call) {
    if (!done) {
      throw call.notFound();
    }
    return Reply.gone();
  }

  private static void write(Json json, Snapshot snapshot) {
    json.text("name", snapshot.name())
        .date("date_created", snapshot.createdAt())
        .number("rows", snapshot.rows().rows())
        .number("media", snapshot.files().size());
  }
}
