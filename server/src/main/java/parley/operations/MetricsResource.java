package parley.operations;

import java.nio.charset.StandardCharsets;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** Metrics for Prometheus (docs/operations.md). */
public final class MetricsResource implements Resource {
  private static final String PATH = "/metrics";
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;

  public MetricsResource(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Where callers come too: for who has the account's credentials, since it tells of traffic. */
  @Override
  public void routes(Routes routes) {
    routes.inRoot(PATH, at -> at.get("", this::show));
  }

  /** Where only those who run the server come: for whoever asks. */
  public void openRoutes(Routes routes) {
    routes.inPublic(PATH, at -> at.get("", this::show));
  }

  private Reply show(Call call) {
    return Reply.bytes(200, TYPE, metrics.text().getBytes(StandardCharsets.UTF_8)).unstored();
  }
}
