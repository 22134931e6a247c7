package parley.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shell in a fresh directory, in which what a page shows is typed one after the other, as who
 * reads it would. {@code ./parley} is there. Whatever is typed and expected has the ports and
 * addresses that are here ({@link Substitutes}).
 */
final class PageShell implements AutoCloseable {
  /** What whoever runs the tests may have set, and a reader has not. */
  private static final Pattern SURROUNDINGS =
      Pattern.compile("(PARLEY|TWILIO|SSL_CERT)_.*|(?i:.*_proxy)|.*_CA_(BUNDLE|CERTS)");

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String DONE = "-- done --";
  private static final String READY = "is ready on";
  private static final int TAIL = 2000;

  private final Path directory;
  private final Substitutes substitutes = new Substitutes();
  private final Process bash;
  private final BufferedReader said;
  private final PrintStream typed;
  private @Nullable Beside server;
  private @Nullable Beside listener;
  private final Deque<AutoCloseable> kept = new ArrayDeque<>();
  private String output = "";
  private int count;

  PageShell(Path directory) throws IOException {
    this.directory = directory;
    var parley = directory.resolve("parley");
    Files.writeString(parley, "#!/bin/sh\nexec %s \"$@\"\n".formatted(program(directory)));
    assertThat(parley.toFile().setExecutable(true)).isTrue();
    var builder =
        new ProcessBuilder("bash").directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> SURROUNDINGS.matcher(name).matches());
    builder.environment().put("PARLEY_PORT", "" + substitutes.port("8080"));
    bash = builder.start();
    said = bash.inputReader(StandardCharsets.UTF_8);
    typed = new PrintStream(bash.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  private static String program(Path directory) {
    return "'%s' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 '-Djava.io.tmpdir=%s' -cp '%s' parley.app.Main"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"), directory, Tools.classPath());
  }

  /** What pages name and is another thing here. */
  Substitutes substitutes() {
    return substitutes;
  }

  /** Keeps something that the page stands on until the page is done. */
  void keep(AutoCloseable thing) {
    kept.push(thing);
  }

  /** A text with the ports and addresses that are here. */
  String here(String text) {
    return substitutes.here(text);
  }

  /** A file beside which all is typed. */
  Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), here(text));
  }

  /** What was printed last, by what was typed or by what was started. */
  String output() {
    return output;
  }

  /** What the server of the page has said until now. */
  String ofServer() {
    return server == null ? "" : server.said();
  }

  /** What the listener of the page has printed until now. */
  String ofListener() {
    return listener == null ? "" : listener.said();
  }

  /** Types some lines, which must end well; a variable that is missing is an error. */
  void run(String lines) throws IOException {
    assumeTrue(bash.isAlive(), "left out: a block above it failed");
    var name = ".typed-" + count++;
    file(name, "set -euo pipefail\n" + lines);
    typed.println(
        ". ./%1$s >%1$s.out 2>%1$s.err </dev/null; set +euo pipefail; echo '%2$s'"
            .formatted(name, DONE));
    var failed = !readToDone();
    output = Files.readString(directory.resolve(name + ".out"));
    assertThat(failed)
        .as(() -> lines + "\nprinted\n" + output + errors(name) + "\nserver:\n" + tail())
        .isFalse();
  }

  private boolean readToDone() throws IOException {
    var tooLate = CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    var watch = CompletableFuture.runAsync(this::endAll, tooLate);
    try {
      for (var line = said.readLine(); line != null; line = said.readLine()) {
        if (line.equals(DONE)) {
          return true;
        }
      }
      return false;
    } finally {
      watch.cancel(false);
    }
  }

  /** What does not end is ended, and has failed. */
  private void endAll() {
    bash.descendants().forEach(ProcessHandle::destroyForcibly);
    bash.destroyForcibly();
  }

  private String errors(String name) {
    try {
      return Files.readString(directory.resolve(name + ".err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private String tail() {
    var text = ofServer();
    return text.substring(Math.max(0, text.length() - TAIL));
  }

  /** Starts a server of Parley in place of the one before, and waits until it is ready. */
  void serve(String line) throws IOException {
    if (server != null) {
      server.end();
    }
    var started = start(line);
    server = started;
    awaitReady(line, started);
    output = started.said();
  }

  /** Starts another one beside the page's, as if it were elsewhere; it ends with the page. */
  void serveElsewhere(String line) throws IOException {
    var started = start(line);
    keep(started::end);
    awaitReady(line, started);
  }

  private static void awaitReady(String line, Beside started) {
    await().atMost(PATIENCE).until(() -> isReady(started) || !started.runs());
    assertThat(started.said()).as(line).contains(READY);
  }

  private static boolean isReady(Beside started) {
    return started.said().contains(READY);
  }

  /** Whether the page has a server by now. */
  boolean isServed() {
    return server != null;
  }

  /** Starts something that listens on the port 3000 of the page, and waits until it does. */
  void listen(String line) throws IOException {
    stopListener();
    var started = start(line);
    listener = started;
    await().atMost(PATIENCE).until(() -> isOpen() || !started.runs());
    assertThat(started.runs()).as(() -> line + "\n" + started.said()).isTrue();
  }

  /** Ends it, so that another one can listen. */
  void stopListener() {
    if (listener != null) {
      listener.end();
      listener = null;
    }
  }

  private boolean isOpen() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), substitutes.port("3000"))) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Beside start(String line) throws IOException {
    assumeTrue(bash.isAlive(), "left out: a block above it failed");
    var name = ".beside-" + count++;
    file(name + ".out", ""); // which is read before the shell may have made it
    file(name, "exec " + line.strip() + "\n");
    typed.println(
        "bash -eu %1$s >%1$s.out 2>&1 </dev/null & echo $! >%1$s.pid; echo '%2$s'"
            .formatted(name, DONE));
    readToDone(); // past what bash says of those that were killed before
    var pid = Long.parseLong(Files.readString(directory.resolve(name + ".pid")).strip());
    return new Beside(pid, directory.resolve(name + ".out"));
  }

  @Override
  public void close() {
    stopListener();
    if (server != null) {
      server.end();
    }
    endAll();
    kept.forEach(PageShell::close);
  }

  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
