package parley.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;

/**
 * The named values of a form body or a query. Every fault it finds names its parameter. Unknown
 * parameters are ignored (rest-behaviour.md 1.4).
 */
public final class Form {
  private static final int PARAMETERS_MAX = 1000;

  private final Map<String, List<String>> values;
  private final TreeSet<String> asked = new TreeSet<>();

  private Form(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Reads {@code name=value&name=value}, percent-encoded, where a plus is a blank. */
  static Form parse(@Nullable String encoded) {
    if (encoded == null || encoded.isEmpty()) {
      return new Form(Map.of());
    }
    var values = new LinkedHashMap<String, List<String>>();
    var count = 0;
    for (var pair : encoded.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      if (++count > PARAMETERS_MAX) {
        throw Code.BAD_PARAMETER.because("more than " + PARAMETERS_MAX + " parameters");
      }
      var equals = pair.indexOf('=');
      var name = name(equals < 0 ? pair : pair.substring(0, equals), count);
      var value = equals < 0 ? "" : UrlText.decode(pair.substring(equals + 1), true);
      if (value == null) {
        throw Code.BAD_PARAMETER.in(name, "is not percent-encoded UTF-8 text without NUL");
      }
      values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    }
    return new Form(values);
  }

  private static String name(String encoded, int count) {
    var name = UrlText.decode(encoded, true);
    if (name == null) {
      throw Code.BAD_PARAMETER.because(
          "the name of parameter " + count + " is not percent-encoded UTF-8 text");
    }
    return name;
  }

  /** A form of values that are already text: what a door other than HTTP was given. */
  public static Form of(Map<String, String> values) {
    var lists = new LinkedHashMap<String, List<String>>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Form(lists);
  }

  /** One parameter, which may be absent; of several of one name the last counts. */
  public Field field(String name) {
    asked.add(name);
    var all = values.get(name);
    return new Field(name, all == null ? null : all.getLast());
  }

  /** All values of a parameter that may be repeated, in order. */
  public List<String> all(String name) {
    asked.add(name);
    return values.getOrDefault(name, List.of());
  }

  public boolean has(String name) {
    asked.add(name);
    return values.containsKey(name);
  }

  /**
   * Refuses an update that sets nothing: none of the parameters read until now was sent
   * (rest-behaviour.md 1.4, code 20161).
   */
  public void requireSomething() {
    if (asked.stream().noneMatch(values::containsKey)) {
      throw Code.NOTHING_TO_UPDATE.because("send at least one of " + String.join(", ", asked));
    }
  }
}
