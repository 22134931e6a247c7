package parley.testkit;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The program as a process of its own, which can be stopped and killed. */
public final class TestProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("is ready on (http://[^\\s,]+)");

  /** The variables that give the tests' account. */
  public static final Map<String, String> ACCOUNT =
      Map.of("PARLEY_ACCOUNT_SID", TestServer.ACCOUNT, "PARLEY_AUTH_TOKEN", TestServer.TOKEN);

  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final HttpClient http = TestClient.newHttp();
  private final List<String> output = new CopyOnWriteArrayList<>();
  private volatile @Nullable URI address;

  private TestProcess(Process process) {
    this.process = process;
  }

  /** Starts a server on a data directory and a free port, and waits until it is ready. */
  public static TestProcess serve(Path data) {
    var server = run(data, "serve", "--port", "0");
    server.awaitReady();
    return server;
  }

  /**
   * Starts a server in a directory, as who has set up nothing would, and waits until it is ready.
   */
  public static TestProcess serveIn(Path directory, String... options) {
    return serveIn(directory, 0, options);
  }

  /** As above, on a port that is free: the one of a server that has ended, to come back as it. */
  public static TestProcess serveIn(Path directory, int port, String... options) {
    var line = line("serve", "--port", "" + port);
    line.addAll(List.of(options));
    var server = start(builder(line).directory(directory.toFile()));
    server.awaitReady();
    return server;
  }

  /** Starts a server without data of its own, with a directory for temporary files. */
  public static TestProcess ephemeral(Path temporary, String... options) {
    var line = line("serve", "--ephemeral");
    line.add(1, "-Djava.io.tmpdir=" + temporary);
    line.addAll(List.of(options));
    var server = start(builder(line));
    server.awaitReady();
    return server;
  }

  /** Starts a server with variables of its own, and waits until it is ready. */
  public static TestProcess serve(Path data, Map<String, String> variables, String... options) {
    var words = new ArrayList<>(List.of("serve", "--port", "0"));
    words.addAll(List.of(options));
    var server = run(data, variables, words.toArray(String[]::new));
    server.awaitReady();
    return server;
  }

  /** Starts a proxy on a free port, and waits until it is ready: its address is the proxy's. */
  public static TestProcess proxy(Path data, String... options) {
    var words = new ArrayList<>(List.of("proxy", "--proxy-port", "0"));
    words.addAll(List.of(options));
    var proxy = run(data, Map.of(), words.toArray(String[]::new));
    proxy.awaitReady();
    return proxy;
  }

  /** Starts a command on a data directory; its two outputs are read as one. */
  public static TestProcess run(Path data, String... command) {
    return run(data, ACCOUNT, command);
  }

  /** Starts a command with variables of its own, without those of the tests' account. */
  public static TestProcess run(Path data, Map<String, String> variables, String... command) {
    var line = line(command);
    line.addAll(List.of("--data", data.toString()));
    var builder = builder(line);
    builder.environment().putAll(variables);
    return start(builder);
  }

  private static List<String> line(String... command) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("-XX:TieredStopAtLevel=1"); // it will not live long
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "parley.app.Main"));
    line.addAll(List.of(command));
    return line;
  }

  private static ProcessBuilder builder(List<String> line) {
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    return builder;
  }

  private static TestProcess start(ProcessBuilder builder) {
    try {
      return new TestProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    readUntilReady();
    if (address == null) {
      throw new AssertionError("the server ended before it was ready: " + output);
    }
    // Whatever it says later must not fill its pipe.
    Thread.ofPlatform().daemon().start(this::readToEnd);
  }

  /** Reads what it says, up to the line that says it is ready, or else to its end. */
  private void readUntilReady() {
    for (var line = readLine(); line != null; line = readLine()) {
      var ready = READY.matcher(line);
      if (ready.find()) {
        address = URI.create(ready.group(1));
        return;
      }
    }
  }

  private @Nullable String readLine() {
    try {
      var line = reader().readLine();
      if (line != null) {
        output.add(line);
      }
      return line;
    } catch (IOException e) {
      return null; // it was killed
    }
  }

  private BufferedReader reader() {
    return process.inputReader();
  }

  private void readToEnd() {
    while (readLine() != null) {}
  }

  public URI address() {
    if (address == null) {
      throw new IllegalStateException("not a server that is ready");
    }
    return address;
  }

  public TestClient client() {
    return anonymous().as(TestServer.ACCOUNT, TestServer.TOKEN);
  }

  /** Calls without credentials. */
  public TestClient anonymous() {
    return new TestClient(http, address(), Map.of());
  }

  /** Its number, by which the machine tells of it. */
  public long pid() {
    return process.pid();
  }

  /** Waits for a line that the server says, after its being ready too. */
  public String awaitLine(String beginning) {
    return await()
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .until(() -> line(beginning), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> line(String beginning) {
    return output.stream().filter(line -> line.strip().startsWith(beginning)).findFirst();
  }

  /** Ends the process as a power cut would, without a word. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Asks the process to end (SIGTERM), and does not wait for it. */
  public void terminate() {
    process.destroy();
  }

  /** Ends what it can read, as the end of the process that started it would. */
  public void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean takesConnections() {
    try (var socket = new Socket(address().getHost(), address().getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for the end. The exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the process does not end: " + output);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All that a command which is not a server has said, once it has ended. */
  public String awaitOutput() {
    // Apart: what a process says that does not end cannot be waited for.
    var reader = Thread.ofPlatform().daemon().start(this::readUntilReady);
    try {
      if (!reader.join(Duration.ofSeconds(PATIENCE_SECONDS)) || address != null) {
        throw new AssertionError("the process does not end: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    awaitExit();
    return String.join("\n", output);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
    kill();
  }
}
