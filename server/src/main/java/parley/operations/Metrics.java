package parley.operations;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import parley.http.Answered;
import parley.http.HttpLoad;
import parley.http.Watcher;

/**
 * What is counted and measured of a server. The registry comes into being beside the first request,
 * so that neither the start nor a request waits for it; what was answered meanwhile is counted as
 * soon as it is there.
 */
public final class Metrics implements Watcher, AutoCloseable {
  private final MetricSources sources;
  private final CopyOnWriteArrayList<Supplier<HttpLoad>> servers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Meters> meters = new CompletableFuture<>();

  public Metrics(MetricSources sources) {
    this.sources = sources;
  }

  /** Counts a server in, whose requests are told to this watcher. */
  public void add(Supplier<HttpLoad> server) {
    servers.add(server);
  }

  @Override
  public void answered(Answered answered) {
    begin();
    var _ = meters.thenAccept(all -> all.requests.record(answered));
  }

  /** All of it, in the text format of Prometheus. */
  public String text() {
    begin();
    return meters.join().text();
  }

  private void begin() {
    if (!begun.getPlain() && begun.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("metrics").start(this::make);
    }
  }

  private void make() {
    try {
      meters.complete(new Meters(sources, servers));
    } catch (Throwable e) { // whoever asks for metrics is told
      meters.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    // Where there is none it could not be made; a stop does not fail of that.
    var _ = meters.thenAccept(Meters::close);
  }
}
