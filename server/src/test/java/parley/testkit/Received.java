package parley.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as a {@link Receiver} got it.
 *
 * @param target path and query, as they stood in the request line
 * @param headers in the order they came, names as they were written
 * @param body as it came, in UTF-8
 */
public record Received(
    String scheme,
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    String body) {
  /** The value of the one header of this name, whatever the case; null when there is none. */
  public @Nullable String header(String name) {
    var values = all(name);
    if (values.size() > 1) {
      throw new AssertionError(values.size() + " headers " + name + ": " + values);
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  /** Every value of a header. */
  public List<String> all(String name) {
    return headers.stream()
        .filter(one -> one.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The URL that was called, but for user info, which is not in a request line. */
  public String url() {
    return scheme + "://" + header("host") + target;
  }

  public String path() {
    return target.replaceFirst("[?].*", "");
  }

  /** What stands in the query, decoded, in its order; of a name that comes twice the last. */
  public Map<String, String> query() {
    var mark = target.indexOf('?');
    return decoded(mark < 0 ? "" : target.substring(mark + 1));
  }

  /** What stands in the body if it is a form, decoded, in its order. */
  public Map<String, String> form() {
    var type = header("content-type");
    var isForm =
        type != null
            && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    return decoded(isForm ? body : "");
  }

  /** The parameters by either method: those of the query, then those of the form. */
  public Map<String, String> parameters() {
    var all = new LinkedHashMap<>(query());
    all.putAll(form());
    return all;
  }

  private static Map<String, String> decoded(String pairs) {
    var all = new LinkedHashMap<String, String>();
    for (var pair : pairs.split("&", -1)) {
      if (!pair.isEmpty()) {
        var mark = pair.indexOf('=');
        var name = mark < 0 ? pair : pair.substring(0, mark);
        var value = mark < 0 ? "" : pair.substring(mark + 1);
        all.put(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return all;
  }
}
