package parley.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.bench.load.Connection;
import parley.bench.load.Connection.Credentials;

/** The server in its packaged form, as a process of its own. */
public final class PackagedServer implements AutoCloseable {
  private static final Credentials CREDENTIALS =
      new Credentials("AC00000000000000000000000000000001", "parley-bench-auth-token");
  private static final Duration START_MAX = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;
  private final Duration startUp;

  private PackagedServer(Process process, URI address, Duration startUp) {
    this.process = process;
    this.address = address;
    this.startUp = startUp;
  }

  /** The account that every server of the bench is started for. */
  public static Credentials credentials() {
    return CREDENTIALS;
  }

  /**
   * Starts it and waits for its first answer.
   *
   * @param program bin/parley
   * @param database null for the embedded one in the data directory
   */
  public static PackagedServer start(Path program, Path data, @Nullable String database) {
    try {
      Files.createDirectories(data);
      var port = freePort();
      var builder =
          new ProcessBuilder(
              program.toString(), "serve", "--port", Integer.toString(port), "--data", data + "");
      var environment = builder.environment();
      environment.keySet().removeIf(name -> name.startsWith("PARLEY_") && !isOfJava(name));
      environment.put("PARLEY_ACCOUNT_SID", CREDENTIALS.account());
      environment.put("PARLEY_AUTH_TOKEN", CREDENTIALS.token());
      // One for all: data that are kept from run to run know the key they were made with.
      environment.put("PARLEY_SECRET_KEY", "0123456789abcdef".repeat(4));
      if (database != null) {
        environment.put("PARLEY_DATABASE", database);
      }
      builder.redirectErrorStream(true).redirectOutput(data.resolve("server.log").toFile());
      var begun = System.nanoTime();
      var process = builder.start();
      var address = URI.create("http://127.0.0.1:" + port);
      awaitAnswer(process, address, data);
      return new PackagedServer(process, address, Duration.ofNanos(System.nanoTime() - begun));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOfJava(String name) {
    return name.equals("PARLEY_JAVA_HOME") || name.equals("PARLEY_JAVA_OPTS");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(Process process, URI address, Path data) throws IOException {
    var until = System.nanoTime() + START_MAX.toNanos();
    while (true) {
      try (var connection = new Connection(address, CREDENTIALS)) {
        var answer = connection.get("/v1/Conversations?PageSize=1", "");
        if (answer.status() == 200) {
          return;
        }
        throw new IllegalStateException("the first answer was " + answer.text());
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > until) {
          throw new IllegalStateException(
              "the server did not start:\n" + Files.readString(data.resolve("server.log")), e);
        }
      }
      sleep(2);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public URI address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  /** From the start of the process to the end of its first answer. */
  public Duration startUp() {
    return startUp;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
