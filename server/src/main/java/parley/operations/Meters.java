package parley.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import parley.http.HttpLoad;

/** The registry, and all that is told to it. What costs most begins when somebody first asks. */
final class Meters implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MetricSources sources;
  private final List<Supplier<HttpLoad>> servers;
  private @Nullable JvmGcMetrics collections;

  final RequestTimers requests = new RequestTimers(registry);

  Meters(MetricSources sources, CopyOnWriteArrayList<Supplier<HttpLoad>> servers) {
    this.sources = sources;
    this.servers = servers;
  }

  /** All numbers, in the text format of Prometheus. */
  String text() {
    bind();
    return registry.scrape();
  }

  private synchronized void bind() {
    if (collections != null) {
      return;
    }
    collections = new JvmGcMetrics();
    Gauges.bind(registry, sources);
    http("parley.http.requests.underway", "Requests being answered", HttpLoad::requests);
    http("parley.http.connections", "Open from callers", HttpLoad::connections);
    List.of(
            collections,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
  }

  private void http(String name, String what, ToIntFunction<HttpLoad> number) {
    Gauge.builder(name, () -> servers.stream().map(Supplier::get).mapToInt(number).sum())
        .description(what)
        .register(registry);
  }

  @Override
  public synchronized void close() {
    if (collections != null) {
      collections.close(); // it listens to the JVM
    }
    registry.close();
  }
}
