package parley.app;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.http.HttpLimits;
import parley.http.TlsFiles;

/**
 * Everything a server is started with, checked before anything is opened: option over variable over
 * file over default, blank is absent. (Why each is as it is: decisions/0013 and 0027.)
 *
 * @param tls null to speak http
 * @param publicUrl what links begin with; null for what each request says
 * @param ephemeral whether it is served from a temporary directory, see {@link #ephemeralIn}
 * @param warnings what is taken, but should be known
 */
record Settings(
    Place place,
    String host,
    int port,
    @Nullable TlsFiles tls,
    @Nullable String publicUrl,
    Path media,
    HttpLimits http,
    Rules rules,
    @Nullable AdminPlace admin,
    @Nullable ProxyPlace proxy,
    LogRules logs,
    boolean demo,
    @Nullable Path fixture,
    boolean ephemeral,
    boolean testControls,
    boolean untilStdinEnds,
    List<String> warnings) {
  /** The shortest secret that is taken where others can try to guess it. */
  static final int SECRET_CHARS_MIN = 16;

  static final int DAY_SECONDS = 86_400;
  static final int PORT_MAX = 65_535;

  /** Without user and password, which every link would tell. */
  private static final Pattern PUBLIC = Pattern.compile("https?://[^/?#@\\s]+/?");

  /**
   * Reads and checks all of it.
   *
   * @throws UsageError with everything that is wrong
   */
  static Settings of(Arguments arguments) {
    var asked = new Asked(arguments);
    var place = Place.of(asked);
    var host = asked.textOrDefault(Setting.HOST).strip();
    var port = asked.number(Setting.PORT, 0, PORT_MAX);
    var tls = tls(asked);
    var publicUrl = asked.parsed(Setting.PUBLIC_URL, null, Settings::checkedUrl);
    var media = media(asked, place);
    var proxy = ProxyPlace.besideServer(asked);
    var alone = isForThisMachineAlone(host, publicUrl, proxy);
    checkToken(asked, place.authToken(), alone);
    var http = RuleSettings.http(asked);
    var rules = RuleSettings.read(asked, alone);
    var logs =
        new LogRules(
            asked.choice(Setting.LOG_FORMAT, LogFormat.class), asked.flag(Setting.ACCESS_LOG));
    var admin = admin(asked, host);
    var demo = asked.flag(Setting.DEMO);
    var fixture = asked.text(Setting.FIXTURE);
    var ephemeral = ephemeral(asked, place, alone);
    var testControls = testControls(asked, alone);
    var untilStdinEnds = asked.flag(Setting.UNTIL_STDIN_ENDS);
    asked.check();
    return new Settings(
        place,
        host,
        port,
        tls,
        publicUrl,
        media,
        http,
        rules,
        admin,
        proxy,
        logs,
        demo,
        fixture == null ? null : Place.path(fixture.strip()),
        ephemeral,
        testControls,
        untilStdinEnds,
        asked.warnings());
  }

  /** Both files or none; they are read, so that what is wrong with them is told with all else. */
  private static @Nullable TlsFiles tls(Asked asked) {
    var certificate = asked.parsed(Setting.TLS_CERT, null, Place::path);
    var key = asked.parsed(Setting.TLS_KEY, null, Place::path);
    if (certificate == null || key == null) {
      if (certificate != null || key != null) {
        asked.fault(
            key == null ? Setting.TLS_KEY : Setting.TLS_CERT, "is missing beside the other");
      }
      return null;
    }
    var files = new TlsFiles(certificate, key);
    try {
      files.read();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      asked.fault(
          Setting.TLS_CERT,
          "and --tls-key: " + (e instanceof UncheckedIOException ? Reasons.of(e) : e.getMessage()));
    }
    return files;
  }

  static Path media(Asked asked, Place place) {
    return asked.parsed(Setting.MEDIA, place.data().resolve("media"), Place::path);
  }

  private static @Nullable AdminPlace admin(Asked asked, String host) {
    var port = asked.number(Setting.ADMIN_PORT, -1, 0, PORT_MAX);
    var other = asked.text(Setting.ADMIN_HOST);
    return port < 0 ? null : new AdminPlace(other == null ? host : other.strip(), (int) port);
  }

  /** Everything is where it goes, and nobody else is let in by what everybody knows. */
  private static boolean ephemeral(Asked asked, Place place, boolean forThisMachineAlone) {
    if (!asked.flag(Setting.EPHEMERAL)) {
      return false;
    }
    for (var setting : List.of(Setting.DATA, Setting.DATABASE, Setting.MEDIA)) {
      if (asked.text(setting) != null) {
        asked.fault(setting, "is one too many beside --" + Setting.EPHEMERAL.optionName());
      }
    }
    if (!forThisMachineAlone && place.givenToken() == null) {
      asked.fault(
          Setting.EPHEMERAL,
          "has an auth token that everybody knows, and host, public URL or proxy host lead others"
              + " here; set "
              + Setting.AUTH_TOKEN);
    }
    return true;
  }

  /** The same with its data in a directory that goes. */
  Settings ephemeralIn(Path directory) {
    return new Settings(
        place.ephemeralIn(directory),
        host,
        port,
        tls,
        publicUrl,
        directory.resolve("media"),
        http,
        rules,
        admin,
        proxy,
        logs,
        demo,
        fixture,
        ephemeral,
        testControls,
        untilStdinEnds,
        warnings);
  }

  private static boolean testControls(Asked asked, boolean forThisMachineAlone) {
    var anywhere = asked.flag(Setting.TEST_CONTROLS_ANYWHERE);
    if (!asked.flag(Setting.TEST_CONTROLS)) {
      return false;
    }
    if (!forThisMachineAlone && anywhere) {
      asked.warn(Setting.TEST_CONTROLS, "is on where others reach the server: they can empty it");
    } else if (!forThisMachineAlone) {
      asked.fault(
          Setting.TEST_CONTROLS,
          "is for this machine alone, and host, public URL or proxy host lead others here; if these"
              + " are meant to be able to empty the server, add --test-controls-anywhere");
    }
    return true;
  }

  /** All defaults, but for the directory and a free port. */
  static Settings in(Path data) {
    var words = List.of("--data", data.toString(), "--port", "0");
    return of(Arguments.parse(new Serve(), words, Map.of()));
  }

  private static String checkedUrl(String url) {
    if (!PUBLIC.matcher(url.strip()).matches()) {
      throw new IllegalArgumentException(
          "must be like https://chat.example.com"
              + (url.contains("@") ? ", without user and password" : ", not " + url));
    }
    return url.strip().replaceFirst("/$", "");
  }

  private static void checkToken(Asked asked, @Nullable String token, boolean forThisMachineAlone) {
    if (token == null || !isShort(token)) {
      return;
    }
    if (forThisMachineAlone) {
      asked.warn(Setting.AUTH_TOKEN, shortButTaken());
    } else {
      asked.fault(Setting.AUTH_TOKEN, tooShort());
    }
  }

  static boolean isShort(String secret) {
    return secret.length() < SECRET_CHARS_MIN;
  }

  static String tooShort() {
    return "must have %d characters or more where others can reach the server"
        .formatted(SECRET_CHARS_MIN);
  }

  static String shortButTaken() {
    return ("has fewer than %d characters; it is taken because host, public URL and proxy host are"
            + " this machine's")
        .formatted(SECRET_CHARS_MIN);
  }

  /** Whether nobody else is meant to reach the server, by a proxy neither, its own or another. */
  boolean isForThisMachineAlone() {
    return isForThisMachineAlone(host, publicUrl, proxy);
  }

  private static boolean isForThisMachineAlone(
      String host, @Nullable String publicUrl, @Nullable ProxyPlace proxy) {
    return isLoopback(host)
        && (publicUrl == null || isOfThisMachine(publicUrl))
        && (proxy == null || isLoopback(proxy.rules().host()));
  }

  /** Whether the host of a URL means this machine, on whichever one it is said. */
  static boolean isOfThisMachine(String url) {
    return isLoopback(hostOf(url));
  }

  /** The host of a URL that {@link #PUBLIC} lets through. */
  private static String hostOf(String url) {
    return url.replaceFirst("^https?://", "").replaceFirst(":[0-9]*$", "");
  }

  private static boolean isLoopback(String host) {
    try {
      return host.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false; // a name, which may lead anywhere
    }
  }
}
