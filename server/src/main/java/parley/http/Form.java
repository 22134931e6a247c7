package parley.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.problem.Limits;
import parley.problem.Problem;
import parley.value.Text;

/**
 * The named values of a form body or a query. Every fault it finds names its parameter. Unknown
 * parameters are ignored (docs/behaviour.md 1.4).
 *
 * <p>A blank value means as much as none, because some official SDKs send one for null. What a
 * blank value does say something to, such as a name that an update clears by it, is read by {@link
 * #sent}.
 */
public final class Form {
  private static final int PARAMETERS_MAX = 1000;

  /** The value of a parameter that was sent, but as no text: a structure of JSON. */
  static final List<String> NO_TEXT = List.of();

  private final Map<String, List<String>> values;
  private final Limits limits;
  private final TreeSet<String> asked = new TreeSet<>();
  private boolean something;

  private Form(Map<String, List<String>> values, Limits limits) {
    this.values = values;
    this.limits = limits;
  }

  /**
   * Reads {@code name=value&name=value}, percent-encoded, where a plus is a blank.
   *
   * @throws Problem 20422 for what is none
   */
  public static Form parse(@Nullable String encoded, Limits limits) {
    if (encoded == null || encoded.isEmpty()) {
      return new Form(Map.of(), limits);
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
        throw Code.BAD_PARAMETER.in(name, UrlText.RULE);
      }
      values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    }
    return new Form(values, limits);
  }

  private static String name(String encoded, int count) {
    var name = UrlText.decode(encoded, true);
    if (name == null) {
      throw Code.BAD_PARAMETER.because("the name of parameter " + count + " " + UrlText.RULE);
    }
    return name;
  }

  /** A form of values that are already text: what a door other than HTTP was given. */
  public static Form of(Map<String, String> values, Limits limits) {
    var lists = new LinkedHashMap<String, List<String>>();
    values.forEach((name, value) -> lists.put(name, List.of(Field.checked(name, value))));
    return ofLists(lists, limits);
  }

  /** A form of values that are checked already ({@link Text}). */
  public static Form ofLists(Map<String, List<String>> values, Limits limits) {
    return new Form(values, limits);
  }

  /** The same form without all other parameters. */
  Form only(Set<String> names) {
    var kept = new LinkedHashMap<>(values);
    kept.keySet().retainAll(names);
    return new Form(kept, limits);
  }

  /** How long and how many its values may be. */
  public Limits limits() {
    return limits;
  }

  /** The names of all parameters that were sent, also those that nobody knows. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** One parameter, absent also when it is blank; of several of one name the last counts. */
  public Field field(String name) {
    var sent = last(name);
    return note(new Field(name, sent == null || sent.isEmpty() ? null : sent));
  }

  /** As {@link #field}, where a blank value is one: it clears, or must not be. */
  public Field sent(String name) {
    return note(new Field(name, last(name)));
  }

  private @Nullable String last(String name) {
    var all = values.get(name);
    if (all == null) {
      return null;
    }
    if (all.isEmpty()) {
      throw Code.BAD_PARAMETER.in(name, "must be one value, not a list or an object");
    }
    return all.getLast();
  }

  private Field note(Field field) {
    asked.add(field.name());
    something |= field.given();
    return field;
  }

  /** All that was sent, by name, in order. */
  public Map<String, List<String>> everything() {
    return Collections.unmodifiableMap(values);
  }

  /** The values of a parameter that may be repeated, in order, without the blank ones. */
  public List<String> all(String name) {
    asked.add(name);
    return values.getOrDefault(name, List.of()).stream().filter(value -> !value.isEmpty()).toList();
  }

  /**
   * Whether a parameter that may be repeated was sent at all: a form has no way to send an empty
   * list but one blank value.
   */
  public boolean has(String name) {
    asked.add(name);
    something |= values.containsKey(name);
    return values.containsKey(name);
  }

  /** The names that were read until now, whether they were sent or not. */
  public Set<String> asked() {
    return Collections.unmodifiableSet(asked);
  }

  /** Whether nothing was sent of all that was read until now. */
  boolean isOfNothing() {
    return !something;
  }

  /** The refusal of an update that sets nothing (docs/behaviour.md 1.4, code 20161). */
  Problem nothing() {
    return Code.NOTHING_TO_UPDATE.because("send at least one of " + String.join(", ", asked));
  }
}
