package parley.outbound;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;

/** Puts the headers of a request down, and none that would be more than one. */
final class OutboundHeaders {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t\\xa0-\\xff]*");

  /** What says where a request begins and ends, and whom it is for. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "upgrade",
          "expect",
          "te",
          "trailer");

  private OutboundHeaders() {}

  static void put(OutboundUrl url, Map<String, String> headers, HttpFields.Mutable fields) {
    fields.put("Host", url.authority());
    if (url.authorization() != null) {
      fields.put("Authorization", url.authorization());
    }
    headers.forEach(
        (name, value) -> {
          check(name, value);
          fields.put(name, value);
        });
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw refused("a header has a name that it must not have");
    }
    if (!VALUE.matcher(value).matches()) {
      throw refused("the header " + name + " has characters that no header can have");
    }
  }

  private static CannotReach refused(String why) {
    return new CannotReach(CannotReach.Kind.FORBIDDEN, why);
  }
}
