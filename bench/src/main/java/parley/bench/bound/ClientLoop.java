package parley.bench.bound;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import parley.bench.gauge.Processors.Taken;
import parley.bench.load.Measure;
import parley.delivery.SignedCall;
import parley.outbound.Outbound;
import parley.outbound.OutboundRequest;
import parley.outbound.OutboundRules;

/**
 * How often the HTTP client by which Parley calls webhooks can call one, when it has nothing to
 * read, to word, to sign or to write down: the same call over and over, from a few threads.
 */
public final class ClientLoop {
  private static final int THREADS = 16;
  private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

  private ClientLoop() {}

  /**
   * Calls for some seconds, after half as many to warm up.
   *
   * @param body of the message that is told of
   */
  public static Measure run(URI receiver, String body, int seconds) throws Exception {
    var request = request(receiver + "/loop", body);
    try (var client = new Outbound(OutboundRules.LOCAL)) {
      call(client, request, Math.max(1, seconds / 2));
      var processors = processorNanos();
      var begun = System.nanoTime();
      var nanos = call(client, request, seconds);
      var taken = (System.nanoTime() - begun) / 1e9;
      return Measure.of(nanos, taken, new Taken(processorNanos() - processors, 0));
    }
  }

  private static List<Long> call(Outbound client, OutboundRequest request, int seconds)
      throws InterruptedException, ExecutionException {
    var until = System.nanoTime() + seconds * 1_000_000_000L;
    Callable<List<Long>> loop = () -> call(client, request, until);
    var all = new ArrayList<Long>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<List<Long>>>();
      for (var i = 0; i < THREADS; i++) {
        running.add(threads.submit(loop));
      }
      for (var one : running) {
        all.addAll(one.get());
      }
    }
    return all;
  }

  private static List<Long> call(Outbound client, OutboundRequest request, long until) {
    var nanos = new ArrayList<Long>();
    while (System.nanoTime() < until) {
      var start = System.nanoTime();
      var answer = client.call(request, TIME_LIMIT);
      if (answer.status() != 204) {
        throw new IllegalStateException("the receiver answers " + answer);
      }
      nanos.add(System.nanoTime() - start);
    }
    return nanos;
  }

  /** Of this process alone: the database is a child of it. */
  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** What is told of a message, in length and form. */
  private static OutboundRequest request(String url, String body) {
    var sid = "0".repeat(32);
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("AccountSid", "AC" + sid);
    parameters.put("EventType", "onMessageAdded");
    parameters.put("Source", "API");
    parameters.put("ClientIdentity", "");
    parameters.put("ChatServiceSid", "IS" + sid);
    parameters.put("ConversationSid", "CH" + sid);
    parameters.put("MessageSid", "IM" + sid);
    parameters.put("MessagingServiceSid", "MG" + sid);
    parameters.put("Index", "12345");
    parameters.put("DateCreated", "2026-01-01T00:00:00.000Z");
    parameters.put("Body", body);
    parameters.put("Author", "system");
    parameters.put("ParticipantSid", "");
    parameters.put("Attributes", "{}");
    parameters.put("Media", "");
    parameters.put("RetryCount", "0");
    return SignedCall.of(url, true, parameters, "EV" + sid, "auth-token");
  }
}
