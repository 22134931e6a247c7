package parley.console;

import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** What this server did in the last hour, over REST (docs/console.md); ours. */
public final class LoadResource implements Resource {
  static final String PATH = "/parley/v1/Load";

  private final LoadHistory history;

  public LoadResource(LoadHistory history) {
    this.history = history;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/Load", at -> at.get("", this::show));
  }

  private Reply show(Call call) {
    var samples = history.samples();
    return Reply.ok(
            json -> {
              json.number("step_seconds", LoadHistory.STEP.toSeconds());
              json.objects("samples", samples, (one, sample) -> sample.write(one));
            })
        .unstored();
  }
}
