package parley.outbound;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/** How a file is called that somebody else sends. */
final class FileName {
  private static final int CHARS_MAX = 255;

  /** How a name begins that is not of ASCII, by RFC 8187: its charset and no language. */
  private static final String UTF_8 = "utf-8'";

  private FileName() {}

  /**
   * The name by the header Content-Disposition, else the last part of the path; null when empty.
   */
  static @Nullable String of(@Nullable String disposition, OutboundUrl url) {
    var told = disposition == null ? null : told(disposition);
    if (told != null) {
      return told;
    }
    return bare(decoded(url.target().replaceFirst("[?].*", "")));
  }

  private static @Nullable String told(String disposition) {
    var parameters = new HashMap<String, String>();
    HttpField.getValueParameters(disposition, parameters);
    var extended = parameters.get("filename*");
    if (extended != null && extended.toLowerCase(Locale.ROOT).startsWith(UTF_8)) {
      var name = extended.substring(UTF_8.length());
      return bare(decoded(name.substring(name.indexOf('\'') + 1)));
    }
    var plain = parameters.get("filename");
    return plain == null ? null : bare(plain);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that is none of an encoding
    }
  }

  private static @Nullable String bare(String path) {
    var name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    var clean = name.replaceAll("\\p{Cntrl}", "").strip();
    if (clean.isEmpty() || clean.equals(".") || clean.equals("..")) {
      return null;
    }
    return clean.length() <= CHARS_MAX ? clean : clean.substring(0, CHARS_MAX);
  }
}
