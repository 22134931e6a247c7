package parley.bench.subject;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import parley.bench.gauge.ProcessorTime;
import parley.bench.load.Connection;
import parley.bench.load.Connection.Credentials;

/** A server program that was started and has given its first answer. */
public record Launch(Process process, URI address, StartUp startUp) implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);

  /**
   * Starts it and waits for its first answer.
   *
   * @param port of 127.0.0.1, on which it will listen
   * @param path of the first request
   * @param log for what it prints
   */
  public static Launch of(
      ProcessBuilder program, int port, String path, Credentials credentials, Path log)
      throws IOException {
    program.redirectErrorStream(true).redirectOutput(log.toFile());
    var begun = System.nanoTime();
    var process = program.start();
    var address = URI.create("http://127.0.0.1:" + port);
    awaitAnswer(process, address, path, credentials, log);
    var passed = (System.nanoTime() - begun) / 1e6;
    return new Launch(
        process, address, new StartUp(passed, ProcessorTime.millisSinceStart(process.pid())));
  }

  /** A port that nobody listens on. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(
      Process process, URI address, String path, Credentials credentials, Path log)
      throws IOException {
    var until = System.nanoTime() + START_MAX.toNanos();
    while (true) {
      try (var connection = new Connection(address, credentials)) {
        var answer = connection.get(path, "");
        if (answer.status() == 200) {
          return;
        }
        throw new IllegalStateException("the first answer was " + answer.text());
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > until) {
          throw new IllegalStateException("the server did not start:\n" + Files.readString(log), e);
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
