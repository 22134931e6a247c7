package parley.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import parley.http.Answered;

/**
 * How many requests there were and how long they took, by route, method and status. What callers
 * make up, such as paths and methods that there are none of, is one thing, so that nobody can make
 * their number grow.
 */
final class RequestTimers {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "DELETE", "OPTIONS");

  /** Bounds of the histogram. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  RequestTimers(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Kind(String route, String method, int status) {
    static Kind of(Answered answered) {
      var template = answered.template();
      var method = METHODS.contains(answered.method()) ? answered.method() : "other";
      return new Kind(template == null ? "none" : template, method, answered.status());
    }
  }

  void record(Answered answered) {
    timers.computeIfAbsent(Kind.of(answered), this::timer).record(answered.took());
  }

  private Timer timer(Kind kind) {
    return Timer.builder("parley.http.requests")
        .description("Requests, to the beginning of their answers")
        .tag("route", kind.route())
        .tag("method", kind.method())
        .tag("status", Integer.toString(kind.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
