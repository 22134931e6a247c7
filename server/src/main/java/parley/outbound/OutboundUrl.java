package parley.outbound;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL in the parts of a request. It is stricter than what usually passes as a URL where two
 * readers could understand two things, and more patient where people write what is understood
 * alike: hosts with an underscore, in letters of any language, and such letters in path and query.
 *
 * @param host in ASCII, an address of IPv6 in brackets
 * @param target path and query, as they stand in a request line
 * @param authorization what the user info says, as a header's value; null for none
 */
record OutboundUrl(
    String scheme, String host, int port, String target, @Nullable String authorization) {
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(https?)://(?:([^@/?#\\\\]*)@)?([^@/?#\\\\]*?)(?::([0-9]*))?([/?][^#]*)?(?:#.*)?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{1,255}");
  private static final Pattern UNSAFE = Pattern.compile("[^\\x21-\\x7e]|[\"<>\\\\^`{|}]");
  private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\p{Z}\\s]");
  private static final int PORT_MAX = 65_535;
  private static final int KNOWN_MAX = 1_000;

  /** The same few are called again and again. */
  private static final LoadingCache<String, OutboundUrl> KNOWN =
      Caffeine.newBuilder()
          .maximumSize(KNOWN_MAX)
          .executor(Runnable::run)
          .build(OutboundUrl::parse);

  /**
   * Takes a URL apart.
   *
   * @throws CannotReach when it is none that is called
   */
  static OutboundUrl of(String url) {
    return KNOWN.get(url);
  }

  private static OutboundUrl parse(String url) {
    var parts = URL.matcher(url);
    if (BLANK.matcher(url).find() || !parts.matches()) {
      throw refused("the URL is not like https://host/path");
    }
    var scheme = parts.group(1).toLowerCase(Locale.ROOT);
    return new OutboundUrl(
        scheme,
        host(parts.group(3)),
        port(parts.group(4), scheme),
        target(parts.group(5)),
        authorization(parts.group(2)));
  }

  /** How a URL is named in messages: by scheme, host and port; never fails. */
  static String shown(String url) {
    try {
      return of(url).toString();
    } catch (CannotReach e) {
      return "a URL that is none";
    }
  }

  /**
   * A URL as the far end puts it together of what it gets: without user info, fragment and the
   * usual port. One that cannot be called stays as it is.
   */
  static String seen(String url) {
    try {
      var parts = of(url);
      return parts + parts.target();
    } catch (CannotReach e) {
      return url;
    }
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  /** The value of the header Host. */
  String authority() {
    return port == defaultPort(scheme) ? host : host + ":" + port;
  }

  private static String host(String text) {
    try {
      if (text.startsWith("[") && text.endsWith("]") && text.indexOf('%') < 0) {
        InetAddress.ofLiteral(text.substring(1, text.length() - 1));
        return text.toLowerCase(Locale.ROOT);
      }
      var ascii = IDN.toASCII(text).toLowerCase(Locale.ROOT);
      if (NAME.matcher(ascii).matches()) {
        return ascii;
      }
    } catch (IllegalArgumentException e) {
      throw refused("the host of the URL is none");
    }
    throw refused("the host of the URL is none");
  }

  private static int port(@Nullable String text, String scheme) {
    if (text == null || text.isEmpty()) {
      return defaultPort(scheme);
    }
    var port = text.length() > 5 ? 0 : Integer.parseInt(text);
    if (port < 1 || port > PORT_MAX) {
      throw refused("the port of the URL is none");
    }
    return port;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String target(@Nullable String text) {
    var path = text == null ? "/" : text.startsWith("/") ? text : "/" + text;
    var whole = Normalizer.normalize(path, Normalizer.Form.NFC); // as java.net.URI does
    return UNSAFE.matcher(whole).replaceAll(one -> Matcher.quoteReplacement(encoded(one.group())));
  }

  private static String encoded(String text) {
    var all = new StringBuilder();
    for (var one : text.getBytes(StandardCharsets.UTF_8)) {
      all.append('%').append("%02X".formatted(one));
    }
    return all.toString();
  }

  private static @Nullable String authorization(@Nullable String userInfo) {
    if (userInfo == null) {
      return null;
    }
    try {
      var colon = userInfo.indexOf(':');
      var user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
      var password = decoded(colon < 0 ? "" : userInfo.substring(colon + 1));
      var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    } catch (IllegalArgumentException e) {
      throw refused("the user info of the URL is not percent-encoded");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static CannotReach refused(String why) {
    return new CannotReach(CannotReach.Kind.FORBIDDEN, why);
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return scheme + "://" + authority();
  }
}
