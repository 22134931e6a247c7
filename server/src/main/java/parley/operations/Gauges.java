package parley.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import parley.delivery.DeliveryCounts;
import parley.due.AgendaCounts;
import parley.realtime.RealtimeLoad;
import parley.storage.DatabaseLoad;
import parley.value.CacheCounts;

/** Tells a registry the numbers of the rooms below, each under its name. */
final class Gauges {
  /** How old what was looked at in the database may be. */
  private static final Duration LOOKS = Duration.ofSeconds(10);

  /** Each of them: Prometheus gives a scrape ten seconds, as it is set by itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final double NANOS_PER_SECOND = 1e9;

  private final MeterRegistry registry;

  private Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  static void bind(MeterRegistry registry, MetricSources sources) {
    var all = new Gauges(registry);
    all.database(sources.database());
    all.deliveries(sources);
    all.agenda(new Looked<>(LOOKS, PATIENCE, sources.agenda()));
    all.realtime(sources.realtime());
    sources.caches().forEach(all::cache);
  }

  private void database(Supplier<DatabaseLoad> load) {
    gauge("parley.database.connections", "Open to the database", load, DatabaseLoad::connections);
    gauge("parley.database.connections.used", "In use", load, DatabaseLoad::connectionsInUse);
    gauge(
        "parley.database.readers.waiting",
        "Who waits for a connection",
        load,
        DatabaseLoad::readersWaiting);
    gauge(
        "parley.database.changes.waiting",
        "Changes that wait for their turn",
        load,
        DatabaseLoad::changesWaiting);
    counter("parley.database.changes", "Changes committed", load, DatabaseLoad::changes);
    counter(
        "parley.database.commits",
        "Commits; changes for each are the size of a batch",
        load,
        DatabaseLoad::commits);
  }

  private void deliveries(MetricSources sources) {
    var counts = new Looked<>(LOOKS, PATIENCE, sources.deliveries());
    status("pending", counts, DeliveryCounts::pending);
    status("failed", counts, DeliveryCounts::failed);
    gauge(
        "parley.deliveries.pending.age.seconds",
        "For how long the oldest pending delivery has been so",
        counts::get,
        orNan(found -> seconds(found.oldest())));
    gauge("parley.deliveries.underway", "Calls being made", sources.callsUnderway(), n -> n);
    var name = "parley.deliveries.tries";
    var what = "Calls of webhooks that ended";
    counter(name, what, sources.tries(), tries -> tries.taken(), "outcome", "taken");
    counter(name, what, sources.tries(), tries -> tries.failed(), "outcome", "failed");
  }

  private void status(
      String status, Looked<DeliveryCounts> counts, Function<DeliveryCounts, Long> count) {
    gauge(
        "parley.deliveries",
        "Deliveries that are kept, by where they stand",
        counts::get,
        orNan(count::apply),
        "status",
        status);
  }

  private void agenda(Looked<AgendaCounts> counts) {
    gauge(
        "parley.due.waiting",
        "Timers and sweeps with a date",
        counts::get,
        orNan(AgendaCounts::waiting));
    gauge(
        "parley.due.overdue",
        "Of them, those whose date has come",
        counts::get,
        orNan(AgendaCounts::overdue));
    gauge(
        "parley.due.overdue.age.seconds",
        "How long ago the earliest date came",
        counts::get,
        orNan(found -> seconds(found.latest())));
  }

  private void realtime(Supplier<RealtimeLoad> load) {
    gauge("parley.realtime.connections", "Clients connected", load, RealtimeLoad::connections);
    gauge(
        "parley.realtime.subscriptions",
        "Objects that they hear of, each counted for each client",
        load,
        RealtimeLoad::subscriptions);
    gauge(
        "parley.realtime.queued.bytes", "On their way to clients", load, RealtimeLoad::queuedBytes);
    gauge(
        "parley.realtime.objects.unread",
        "Objects that have changed and are not read yet",
        load,
        RealtimeLoad::unread);
    counter(
        "parley.realtime.cut.offs", "Clients that did not keep up", load, RealtimeLoad::cutOffs);
    counter(
        "parley.realtime.replayed",
        "Events told to clients that had missed them",
        load,
        RealtimeLoad::replayed);
  }

  private void cache(String name, Supplier<CacheCounts> counts) {
    var what = "Times that something was asked for that may be remembered";
    counter("parley.cache.gets", what, counts, CacheCounts::hits, "cache", name, "result", "hit");
    counter(
        "parley.cache.gets", what, counts, CacheCounts::misses, "cache", name, "result", "miss");
    gauge(
        "parley.cache.entries", "What is remembered", counts, CacheCounts::entries, "cache", name);
  }

  /** No number where nothing was seen: a zero would say that all is well. */
  private static <T> ToDoubleFunction<@Nullable T> orNan(ToDoubleFunction<T> number) {
    return seen -> seen == null ? Double.NaN : number.applyAsDouble(seen);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  <T extends @Nullable Object> void gauge(
      String name, String what, Supplier<T> source, ToDoubleFunction<T> number, String... tags) {
    Gauge.builder(name, () -> number.applyAsDouble(source.get()))
        .description(what)
        .tags(tags)
        .register(registry);
  }

  private <T> void counter(
      String name, String what, Supplier<T> source, ToDoubleFunction<T> number, String... tags) {
    FunctionCounter.builder(name, source, from -> number.applyAsDouble(from.get()))
        .description(what)
        .tags(tags)
        .register(registry);
  }
}
