package parley.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import parley.access.Vault;
import parley.http.HttpServer;
import parley.http.Port;
import parley.operations.AccessLog;
import parley.value.MovableClock;

/** Serves the API until it is told to end. */
final class Serve implements Command {

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String summary() {
    return "Serves the API until it is told to end.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.values());
  }

  @Override
  public int run(Arguments arguments) throws InterruptedException {
    LoggerFactory.getILoggerFactory(); // before there are two threads: it warns of a second one
    Thread.ofPlatform().daemon().name("prepare").start(Serve::prepare);
    var settings = Settings.of(arguments);
    Logging.use(settings.logs().format());
    var taken = take(settings.host(), settings.port()); // before anything is written
    var admin = AdminDoor.take(settings.admin());
    var clock = settings.testControls() ? new MovableClock(Clock.systemUTC()) : Clock.systemUTC();
    var installation = Installation.claim(settings, clock);
    var wiring = installation.wire(clock);
    var demo = settings.demo();
    var filled = demo && installation.fillWithDemo(clock);
    var fixture = FixtureFile.fill(settings.fixture(), wiring);
    if (settings.logs().requests()) {
      wiring.watchers.add(new AccessLog());
    }
    if (admin == null) {
      wiring.showMetrics();
    }
    var server =
        wiring.server(settings.host(), settings.port(), settings.publicUrl(), settings.http());
    if (settings.tls() != null) {
      server.secure(settings.tls());
    }
    start(server, taken);
    if (admin != null) {
      admin.open(wiring);
    }
    wiring.start();
    var shown = demo && Demo.isThere(wiring, installation.account().sid());
    var adminAddress = admin == null ? null : admin.address();
    System.out.print(Ready.text(installation, server.address(), adminAddress, shown));
    if (demo && !filled) {
      System.out.print(Ready.NOT_FILLED);
    }
    System.out.print(fixture);
    System.out.flush();
    var stop = new Stop(server, admin, wiring, installation, settings.http().drainTime());
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    if (settings.untilStdinEnds()) {
      Stdin.whenEnded(System.in, () -> System.exit(0));
    }
    new CountDownLatch(1).await(); // the stop ends the process
    return 0;
  }

  /** What the start would wait for, in the order in which it needs it. */
  private static void prepare() {
    Vault.prepare();
    HttpServer.prepare();
  }

  private static Port take(String host, int port) {
    try {
      return Port.take(host, port);
    } catch (IOException e) {
      throw CannotListen.because(e, host, port);
    }
  }

  private static void start(HttpServer server, Port taken) {
    try {
      server.start(taken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
