package parley.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.access.Vault;
import parley.console.ConfiguredValue;
import parley.http.HttpServer;
import parley.http.Port;
import parley.operations.AccessLog;
import parley.value.MovableClock;

/** A server that serves, from its start to its end: what it stands upon, its parts, its ports. */
final class ServedApi implements AutoCloseable {
  /** What the end of tasks has at least. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Settings settings;
  private final @Nullable EphemeralDirectory directory;
  private final Installation installation;
  private final Wiring wiring;
  private final HttpServer server;
  private final @Nullable AdminDoor admin;
  private final @Nullable ProxyDoor proxy;
  private final boolean demoShown;
  private final String told;

  private ServedApi(
      Settings settings,
      List<ConfiguredValue> shown,
      @Nullable EphemeralDirectory directory,
      Port taken,
      @Nullable AdminDoor admin,
      @Nullable ProxyDoor proxy,
      Clock clock) {
    this.settings = settings;
    this.directory = directory;
    this.admin = admin;
    this.proxy = proxy;
    installation = Installation.claim(settings, clock);
    HttpServer begun = null;
    try {
      wiring = installation.wire(clock);
      var filled = !settings.demo() || installation.fillWithDemo(clock);
      told = (filled ? "" : Ready.NOT_FILLED) + FixtureFile.fill(settings.fixture(), wiring);
      if (settings.logs().requests()) {
        wiring.watchers.add(new AccessLog());
      }
      if (admin == null) {
        wiring.showMetrics();
      }
      wiring.showServer(shown);
      demoShown = settings.demo() && Demo.isThere(wiring.subjects, installation.account().sid());
      if (demoShown && settings.isForThisMachineAlone()) {
        wiring.showChat(installation.account().sid());
      }
      server =
          wiring.server(settings.host(), settings.port(), settings.publicUrl(), settings.http());
      begun = server;
      if (settings.tls() != null) {
        server.secure(settings.tls());
      }
      server.start(taken);
      if (admin != null) {
        admin.open(wiring);
      }
      if (proxy != null) {
        proxy.open(wiring, settings);
      }
      wiring.start();
    } catch (IOException e) {
      undo(begun, installation);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      undo(begun, installation);
      throw e;
    }
  }

  private static void undo(@Nullable HttpServer begun, Installation installation) {
    if (begun != null) {
      begun.close();
    }
    installation.close();
  }

  /**
   * Starts it. Its port is taken before anything is written.
   *
   * @param shown what it is started with, as it may be shown
   * @throws Refusal when it cannot be; then no port stays taken, and nothing of a temporary
   *     directory
   */
  static ServedApi start(Settings asked, List<ConfiguredValue> shown) {
    Thread.ofPlatform().daemon().name("prepare").start(ServedApi::prepare);
    var taken = Ports.take(asked.host(), asked.port(), Setting.HOST, Setting.PORT);
    AdminDoor admin = null;
    ProxyDoor proxy = null;
    EphemeralDirectory directory = null;
    try {
      admin = AdminDoor.take(asked.admin());
      proxy = ProxyDoor.takeIfAsked(asked.proxy());
      directory = asked.ephemeral() ? EphemeralDirectory.make() : null;
      var settings = directory == null ? asked : asked.ephemeralIn(directory.path());
      var clock = settings.testControls() ? new MovableClock(Clock.systemUTC()) : Clock.systemUTC();
      return new ServedApi(settings, shown, directory, taken, admin, proxy, clock);
    } catch (RuntimeException e) {
      giveUp(taken, admin, proxy, directory);
      throw e;
    }
  }

  /** Within another program, which goes on, a port that stays taken would be in its way. */
  private static void giveUp(
      Port taken,
      @Nullable AdminDoor admin,
      @Nullable ProxyDoor proxy,
      @Nullable EphemeralDirectory directory) {
    taken.close();
    if (admin != null) {
      admin.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (directory != null) {
      directory.close();
    }
  }

  /** What the start would wait for, in the order in which it needs it. */
  private static void prepare() {
    Vault.prepare();
    HttpServer.prepare();
  }

  /** What is told of it when it is ready. */
  String ready() {
    var adminAddress = admin == null ? null : admin.address();
    var chatShown = demoShown && settings.isForThisMachineAlone();
    var link = isLinkTold() ? wiring.signInLink.make() : null;
    return Ready.text(installation, address(), adminAddress, link, demoShown, chatShown)
        + told
        + (proxy == null ? "" : proxy.told());
  }

  /**
   * Whether to tell a link that signs in to the console: on a server for this machine alone, where
   * a person reads it and no file keeps it, or where the credentials are known to everybody.
   */
  private boolean isLinkTold() {
    return settings.isForThisMachineAlone()
        && (installation.hasKnownKey() || System.getenv(Ready.TERMINAL) != null);
  }

  URI address() {
    return server.address();
  }

  Installation installation() {
    return installation;
  }

  Wiring wiring() {
    return wiring;
  }

  Duration drainTime() {
    return settings.http().drainTime();
  }

  /** Both at once: each may take all the time there is. */
  private void closeDoors() {
    var beside = proxy == null ? null : Thread.ofVirtual().start(proxy::close);
    server.close();
    if (beside != null) {
      try {
        beside.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets what is under way finish, within the time for it, and ends. */
  @Override
  public void close() {
    var began = System.nanoTime();
    wiring.health.stopping();
    wiring.exchange.relay.stop();
    wiring.live.close();
    wiring.realtime.close(); // whoever is connected goes to another server, and holds up no stop
    closeDoors();
    var left = drainTime().minusNanos(System.nanoTime() - began);
    wiring.close(left.compareTo(LEAST) < 0 ? LEAST : left);
    if (admin != null) {
      admin.close(); // shows until the end that the server is stopping
    }
    installation.close();
    if (directory != null) {
      directory.close();
    }
  }
}
