package parley.console;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import parley.http.Answered;
import parley.http.HttpLoad;
import parley.http.Watcher;
import parley.operations.MetricSources;

/**
 * What this server did in the last hour, in steps of ten seconds: some 40 KB. It asks nothing of
 * the database. Safe for use by many threads.
 */
public final class LoadHistory implements Watcher {
  /** From one sample to the next one. */
  public static final Duration STEP = Duration.ofSeconds(10);

  static final int SAMPLES_MAX = (int) Duration.ofHours(1).dividedBy(STEP);

  private static final int CREATED = 201;
  private static final int FAILED_FROM = 500;

  private final MetricSources sources;
  private final Clock clock;
  private final List<Supplier<HttpLoad>> servers = new CopyOnWriteArrayList<>();
  private final LongAdder requests = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final ArrayDeque<LoadSample> samples = new ArrayDeque<>();
  private LoadSample last;

  public LoadHistory(MetricSources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
    this.last = look();
  }

  /** Counts a server in, whose requests are told to this watcher. */
  public void add(Supplier<HttpLoad> server) {
    servers.add(server);
  }

  @Override
  public void answered(Answered answered) {
    requests.increment();
    if (answered.status() >= FAILED_FROM) {
      failures.increment();
    }
    var template = answered.template();
    if (answered.status() == CREATED && template != null && template.endsWith("/Messages")) {
      messages.increment();
    }
  }

  /** Takes a sample; to be called once each {@link #STEP}. */
  public synchronized void note() {
    var now = look();
    samples.add(now.since(last));
    last = now;
    if (samples.size() > SAMPLES_MAX) {
      samples.remove();
    }
  }

  /** The samples of the last hour, the oldest one first. */
  synchronized List<LoadSample> samples() {
    return List.copyOf(samples);
  }

  /** What there is now, counted from the start. */
  private LoadSample look() {
    var database = sources.database().get();
    var tries = sources.tries().get();
    var realtime = sources.realtime().get();
    var runtime = Runtime.getRuntime();
    return new LoadSample(
        clock.instant(),
        requests.sum(),
        failures.sum(),
        messages.sum(),
        database.changes(),
        tries.taken(),
        tries.failed(),
        servers.stream().mapToLong(server -> server.get().connections()).sum(),
        realtime.connections(),
        database.changesWaiting(),
        sources.callsUnderway().get(),
        realtime.queuedBytes(),
        runtime.totalMemory() - runtime.freeMemory());
  }
}
