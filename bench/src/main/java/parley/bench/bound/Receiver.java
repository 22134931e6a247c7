package parley.bench.bound;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import parley.bench.load.Connection;
import parley.bench.load.Connection.Credentials;

/** A receiver of webhooks that is never slow: nginx, which takes everything and counts it. */
public final class Receiver implements AutoCloseable {
  private static final String SERVER =
      "location = /count { stub_status; } location / { return 204; }";
  private static final Pattern COUNT = Pattern.compile("requests\\s+\\d+ \\d+ (\\d+)");

  /** Whatever is still to come would have come by then. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  /** A breaker that has opened several times waits for a minute and more. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Nginx nginx;
  private long looks;

  private Receiver(Nginx nginx) {
    this.nginx = nginx;
  }

  /**
   * What came within a time.
   *
   * @param first when the first of it had come, by {@link System#nanoTime}
   * @param last when all of it had come
   */
  public record Arrivals(long count, long first, long last) {
    /** Seconds in which it came, counted from its first. */
    public double seconds() {
      return secondsSince(first);
    }

    public double secondsSince(long begun) {
      return (last - begun) / 1e9;
    }
  }

  /** Starts one on a port of 127.0.0.1, and waits until it answers. */
  public static Receiver start(Path folder, int port) throws IOException {
    var receiver = new Receiver(Nginx.start(folder, port, SERVER));
    var until = System.nanoTime() + QUIET.toNanos() * 10;
    while (true) {
      try {
        receiver.count();
        return receiver;
      } catch (ConnectException e) {
        if (System.nanoTime() > until) {
          receiver.close();
          throw e;
        }
        pause();
      }
    }
  }

  public URI address() {
    return nginx.address();
  }

  /** How many requests have come so far. */
  public long count() throws IOException {
    try (var connection = new Connection(address(), new Credentials("", ""))) {
      return count(connection);
    }
  }

  private long count(Connection connection) throws IOException {
    var answer = connection.get("/count", "").text();
    looks++;
    var count = COUNT.matcher(answer);
    if (!count.find()) {
      throw new IllegalStateException("nginx says of its requests: " + answer);
    }
    return Long.parseLong(count.group(1)) - looks;
  }

  /**
   * Waits until no more comes.
   *
   * @param before how many had come before
   * @param atLeast how many have to come besides
   */
  public Arrivals await(long before, double atLeast) throws IOException {
    try (var connection = new Connection(address(), new Credentials("", ""))) {
      var came = before;
      var first = 0L;
      var last = System.nanoTime();
      while (true) {
        var now = System.nanoTime();
        var count = count(connection);
        if (count > came) {
          first = came == before ? now : first;
          last = now;
          came = count;
        }
        var enough = came - before >= atLeast;
        if (now - last > (enough ? QUIET : PATIENCE).toNanos()) {
          if (enough) {
            return new Arrivals(came - before, first, last);
          }
          throw new IllegalStateException(
              "of %.0f deliveries only %d came".formatted(atLeast, came - before));
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    nginx.close();
  }
}
