package parley.app;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import parley.console.LoadHistory;
import parley.console.RequestLog;
import parley.due.Due;
import parley.http.HttpLoad;
import parley.http.Watcher;
import parley.operations.MetricSources;
import parley.operations.Metrics;
import parley.realtime.Realtime;

/** What is noted of how the server does, for monitors and for the console. */
public final class Observers implements AutoCloseable {
  public final Metrics metrics;
  public final LoadHistory loadHistory;
  final RequestLog requestLog;

  Observers(Ground on, Subjects subjects, Exchange exchange, Realtime realtime) {
    var sources =
        new MetricSources(
            on.database::load,
            () -> exchange.deliveries.counts(on.clock.instant()),
            exchange.relay::tries,
            exchange.relay::underway,
            on.agenda::counts,
            realtime::load,
            Map.of(
                "services",
                subjects.services::remembered,
                "webhooks",
                exchange.webhookConfigurations::remembered,
                "lists",
                on.answers::counts));
    metrics = new Metrics(sources);
    loadHistory = new LoadHistory(sources, on.clock);
    requestLog = new RequestLog(on.clock);
  }

  /** Who of them hears of every answer. */
  List<Watcher> watchers() {
    return List.of(metrics, loadHistory, requestLog);
  }

  /** Looks at one more HTTP server. */
  void add(Supplier<HttpLoad> server) {
    metrics.add(server);
    loadHistory.add(server);
  }

  void plan(Due due) {
    due.every(LoadHistory.STEP, "note the load", loadHistory::note);
  }

  @Override
  public void close() {
    metrics.close();
  }
}
