package parley.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.http.HttpServer;
import parley.problem.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the API until it is told to end. */
@Command(
    name = "serve",
    description = "Serves the API.",
    footer = {
      "",
      "An option goes before its environment variable, that before the default.",
      "PARLEY_ACCOUNT_SID and PARLEY_AUTH_TOKEN set the account; if they are not given, both are",
      "made at the first start and kept in the data directory, readable by its owner alone."
    })
final class Serve implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

  @Mixin Settings settings = new Settings();

  @Option(
      names = "--host",
      defaultValue = "${env:PARLEY_HOST:-127.0.0.1}",
      description = "Address to listen on (PARLEY_HOST; ${DEFAULT-VALUE}).")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "${env:PARLEY_PORT:-8080}",
      description = "Port to listen on; 0 picks a free one (PARLEY_PORT; ${DEFAULT-VALUE}).")
  int port = 8080;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      defaultValue = "${env:PARLEY_PUBLIC_URL}",
      description =
          "What links in answers begin with (PARLEY_PUBLIC_URL; else what each request says).")
  @Nullable String publicUrl;

  @Option(
      names = "--demo",
      description = "Fill an empty database with a small data set to look at.")
  boolean demo;

  private final Map<String, String> environment = System.getenv();

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    var clock = Clock.systemUTC();
    var installation = Installation.claim(settings, environment, clock);
    var wiring =
        new Wiring(
            installation.database(),
            installation.account(),
            installation.apiKeys(),
            installation.vault(),
            installation.blobs(),
            Limits.DOCUMENTED,
            clock);
    if (demo) {
      Demo.fill(wiring, installation.account().sid(), clock);
    }
    var server =
        wiring.server(host, port, publicUrl == null ? null : publicUrl.replaceFirst("/+$", ""));
    start(server, installation);
    var schedule = schedule(wiring);
    var shown = demo && Demo.isThere(wiring, installation.account().sid());
    printReady(System.out, installation, server.address(), shown);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(server, schedule, installation, ended), "stop"));
    ended.await();
    return 0;
  }

  private static Schedule schedule(Wiring wiring) {
    var schedule = new Schedule();
    schedule.every(Duration.ofMinutes(1), "media sweep", wiring.mediaSweep::run);
    schedule.every(Duration.ofHours(6), "media orphans", wiring.mediaSweep::runOrphans);
    return schedule;
  }

  private void checkOptions() {
    if (port < 0 || port > 65535) {
      throw new Refusal("--port must be from 0 to 65535, not " + port);
    }
    if (publicUrl != null && !publicUrl.matches("https?://[^/?#\\s]+/?")) {
      throw new Refusal("--public-url must be like https://chat.example.com, not " + publicUrl);
    }
  }

  private void start(HttpServer server, Installation installation) {
    try {
      server.start();
    } catch (IOException e) {
      server.close();
      installation.close();
      throw new Refusal(
          "cannot listen on %s port %d: %s; name another --port, or 0 for a free one"
              .formatted(host, port, e.getMessage()));
    }
  }

  /** New connections are refused at once, requests under way finish, then the database closes. */
  private static void stop(
      HttpServer server, Schedule schedule, Installation installation, CountDownLatch ended) {
    LOG.info("stopping: finishing the requests under way");
    server.close();
    schedule.close();
    installation.close();
    LOG.info("stopped");
    ended.countDown();
    Runtime.getRuntime().halt(0); // being told to end is no failure
  }

  private void printReady(
      PrintStream out, Installation installation, URI address, boolean demoShown) {
    var given = environment.get("PARLEY_AUTH_TOKEN");
    var sid = installation.account().sid();
    var started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    var seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
    var path =
        demoShown
            ? "/v1/Users/" + Demo.IDENTITY + "/Conversations?PageSize=3"
            : "/v1/Conversations";
    out.printf(
        Locale.ROOT,
        """
        Parley %s is ready on %s after %.2f s
          account     %s
          auth token  %s
          database    %s
          try         curl -s -u "%s:%s" '%s%s'
        """,
        Version.NUMBER,
        address,
        seconds,
        sid,
        installation.tokenPlace(given),
        installation.databasePlace(),
        sid,
        installation.tokenForShell(given),
        address,
        path);
    out.flush();
  }
}
