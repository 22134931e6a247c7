package parley.storage;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is. What must be shown to nobody stands apart from the URL, so that every
 * message may name the URL.
 *
 * @param url the JDBC URL, without any password
 * @param secrets the driver's properties that are passwords
 */
public record DatabaseAddress(String url, Map<String, String> secrets) {
  private static final Pattern MISPLACED = Pattern.compile("(?i)password *=");

  /**
   * Takes the passwords out of a URL.
   *
   * @param password the database's, which goes before one in the URL; null for none
   * @throws IllegalArgumentException when we do not speak that database, or find no place for it;
   *     the message shows no password
   */
  public static DatabaseAddress of(String jdbcUrl, @Nullable String password) {
    var kept = new ArrayList<String>();
    var secrets = new LinkedHashMap<String, String>();
    var query = jdbcUrl.indexOf('?');
    var place = query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    if (query >= 0) {
      for (var parameter : jdbcUrl.substring(query + 1).split("&", -1)) {
        var equals = parameter.indexOf('=');
        var name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
        if (name.toLowerCase(Locale.ROOT).endsWith("password")) {
          secrets.put(name, decode(parameter.substring(equals + 1)));
        } else {
          requireNoPassword(parameter);
          kept.add(parameter);
        }
      }
    }
    if (password != null) {
      secrets.put("password", password);
    }
    requireNoPassword(place);
    check(place);
    return new DatabaseAddress(
        kept.isEmpty() ? place : place + "?" + String.join("&", kept), Map.copyOf(secrets));
  }

  /** One that a slip of the pen has put elsewhere would be shown with the URL. */
  private static void requireNoPassword(String part) {
    if (MISPLACED.matcher(part).find()) {
      throw new IllegalArgumentException(
          "a password stands where none is read; write ?user=...&password=... behind the name");
    }
  }

  private static void check(String place) {
    if (Dialect.of(place) == Dialect.SQLITE) {
      var file = Dialect.SQLITE.behindPrefix(place);
      if (file.isBlank() || file.startsWith(":") || file.startsWith("file:")) {
        throw new IllegalArgumentException(
            "jdbc:sqlite: must be followed by the path of a file, not by '" + file + "'");
      }
      path(file);
    } else if (place.contains("@")) {
      throw new IllegalArgumentException(
          "user and password do not stand before the host: write ?user=... behind the name");
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("no path of a file: " + e.getMessage(), e);
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8); // as the driver does
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a malformed percent sign", e);
    }
  }

  Dialect dialect() {
    return Dialect.of(url);
  }

  /** The file of an embedded database; null for one that is a server. */
  public @Nullable Path file() {
    return dialect() == Dialect.SQLITE
        ? path(Dialect.SQLITE.behindPrefix(url).replaceFirst("[?].*", ""))
        : null;
  }

  /** The URL without its parameters, for messages. */
  public String place() {
    return url.replaceFirst("[?].*", "");
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return url;
  }
}
