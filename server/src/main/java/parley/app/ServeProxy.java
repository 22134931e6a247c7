package parley.app;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import parley.outbound.Authorities;
import parley.proxy.RemoteServer;
import parley.proxy.ReverseProxy;

/** Leads programs that are not told of Parley to one that runs elsewhere, until told to end. */
final class ServeProxy implements Command {
  private static final String TO = "to";
  private static final String TO_CA = "to-ca";

  @Override
  public String name() {
    return "proxy";
  }

  @Override
  public String summary() {
    return "Leads programs to a Parley that runs elsewhere, by their environment alone.";
  }

  @Override
  public String footer() {
    return """
    What serve --proxy-port does, without a server: what a program asks of the original's hosts is
    handed on to the URL. Its port is 8888 if none is named.\
    """;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.CONFIG,
        Setting.DATA,
        Setting.PROXY_PORT,
        Setting.PROXY_HOST,
        Setting.PROXY_OTHERS,
        Setting.PROXY_CA,
        Setting.DRAIN_TIMEOUT,
        Setting.LOG_FORMAT,
        Setting.UNTIL_STDIN_ENDS);
  }

  @Override
  public List<Option> options() {
    return List.of(
        Command.option(TO, "URL", "where Parley is: http or https, a path may stand behind"),
        Command.option(
            TO_CA, "FILE", "certificates in PEM by which it is trusted, besides the system's"));
  }

  @Override
  public int run(Arguments arguments) throws InterruptedException {
    LoggerFactory.getILoggerFactory(); // before there are two threads: it warns of a second one
    var asked = new Asked(arguments);
    var data = asked.parsed(Setting.DATA, Place.path(Setting.DATA.otherwise()), Place::path);
    var place = ProxyPlace.of(asked);
    var format = asked.choice(Setting.LOG_FORMAT, LogFormat.class);
    var untilStdinEnds = asked.flag(Setting.UNTIL_STDIN_ENDS);
    var drainTime = asked.seconds(Setting.DRAIN_TIMEOUT, 0, Settings.DAY_SECONDS);
    asked.check();
    var remote = remote(arguments);
    Logging.use(format);
    var proxy = open(place, data, remote, drainTime);
    System.out.print(told(proxy, remote));
    System.out.flush();
    Runtime.getRuntime().addShutdownHook(new Thread(new Stop(proxy::close, drainTime), "stop"));
    if (untilStdinEnds) {
      Stdin.whenEnded(System.in, () -> System.exit(0));
    }
    new CountDownLatch(1).await(); // the stop ends the process
    return 0;
  }

  private static RemoteServer remote(Arguments arguments) {
    var url = arguments.text(TO);
    if (url == null) {
      throw new UsageError("--to is missing: the URL of a Parley, like https://chat.example.com");
    }
    try {
      return new RemoteServer(RemoteServer.parse(url), authorities(arguments.text(TO_CA)));
    } catch (IllegalArgumentException e) {
      throw new UsageError("--to " + e.getMessage());
    }
  }

  private static List<X509Certificate> authorities(@Nullable String file) {
    try {
      return file == null ? List.of() : Authorities.read(Place.path(file.strip()));
    } catch (UncheckedIOException e) {
      throw new UsageError("--to-ca cannot be read: " + Reasons.of(e));
    } catch (IllegalArgumentException e) {
      throw new UsageError("--to-ca " + e.getMessage());
    }
  }

  private static ProxyDoor open(
      ProxyPlace place, Path data, RemoteServer remote, Duration drainTime) {
    var door = ProxyDoor.take(place);
    if (remote.isHere(door.port())) {
      throw new Refusal("--to leads to this proxy itself: " + remote.url());
    }
    door.open(data, (tls, callers) -> new ReverseProxy(remote, tls, callers, drainTime));
    return door;
  }

  private static String told(ProxyDoor proxy, RemoteServer remote) {
    return "Parley %s proxy is ready on %s, and leads to %s%n"
            .formatted(Version.NUMBER, proxy.address(), remote.url())
        + proxy.variables();
  }
}
