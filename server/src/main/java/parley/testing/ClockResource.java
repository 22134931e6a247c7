package parley.testing;

import java.time.temporal.ChronoUnit;
import parley.http.Call;
import parley.http.Json;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.value.MovableClock;

/** The server's clock, over REST (docs/testing.md); ours. */
public final class ClockResource implements Resource {
  private final MovableClock clock;

  ClockResource(MovableClock clock) {
    this.clock = clock;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/Test/Clock", at -> at.get("", this::fetch));
  }

  private Reply fetch(Call call) {
    return Reply.ok(this::write);
  }

  private void write(Json json) {
    json.text("now", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
        .flag("frozen", clock.isStopped())
        .text("offset", clock.offset().truncatedTo(ChronoUnit.MILLIS).toString());
  }
}
