package parley.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything a server is started with, checked before anything is opened: option over variable over
 * default, blank is absent. (Why each is as it is: decisions/0013.)
 *
 * @param publicUrl what links begin with; null for what each request says
 * @param warnings what is taken, but should be known
 */
record Settings(
    Place place,
    String host,
    int port,
    @Nullable String publicUrl,
    Path media,
    List<String> warnings) {
  /** The shortest secret that is taken where others can try to guess it. */
  static final int SECRET_CHARS_MIN = 16;

  private static final int PORT_MAX = 65_535;
  private static final Pattern PUBLIC = Pattern.compile("https?://[^/?#\\s]+/?");

  /**
   * Reads and checks all of it.
   *
   * @throws UsageError with everything that is wrong
   */
  static Settings of(Arguments arguments) {
    var asked = new Asked(arguments);
    var place = Place.of(asked);
    var host = asked.textOrDefault(Setting.HOST).strip();
    var port = (int) asked.number(Setting.PORT, 0, PORT_MAX);
    var publicUrl = asked.parsed(Setting.PUBLIC_URL, null, Settings::checkedUrl);
    var media = asked.parsed(Setting.MEDIA, place.data().resolve("media"), Place::path);
    checkToken(asked, place.authToken(), host);
    asked.check();
    return new Settings(place, host, port, publicUrl, media, asked.warnings());
  }

  /** All defaults, but for the directory and a free port. */
  static Settings in(Path data) {
    var words = List.of("--data", data.toString(), "--port", "0");
    return of(Arguments.parse(new Serve(), words, Map.of()));
  }

  private static String checkedUrl(String url) {
    if (!PUBLIC.matcher(url.strip()).matches()) {
      throw new IllegalArgumentException("must be like https://chat.example.com, not " + url);
    }
    return url.strip().replaceFirst("/$", "");
  }

  private static void checkToken(Asked asked, @Nullable String token, String host) {
    if (token == null || !isShort(token)) {
      return;
    }
    if (isLoopback(host)) {
      asked.warn(Setting.AUTH_TOKEN, shortOnLoopback());
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

  static String shortOnLoopback() {
    return "has fewer than %d characters; it is taken because only this machine reaches the server"
        .formatted(SECRET_CHARS_MIN);
  }

  /** Whether only this machine reaches the server. */
  boolean isOnLoopback() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return host.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false; // a name, which may lead anywhere
    }
  }
}
