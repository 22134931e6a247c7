package parley.testing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.http.JsonValue;
import parley.problem.Code;
import parley.problem.Limits;
import parley.problem.Problem;
import parley.value.Nearest;

/**
 * One object of a fixture. It becomes the form that a caller of the API would send, so that one set
 * of checks serves both; what these refuse is told by its place in the document.
 */
final class FixtureEntry {
  private static final String CREATED = "DateCreated";
  private static final String UPDATED = "DateUpdated";

  /** Whose value is JSON itself, and may stand as such. */
  private static final Set<String> JSON = Set.of("Attributes", "ContentVariables");

  private final JsonValue value;
  private final Map<String, String> parameters;
  private final Limits limits;
  private final Instant now;
  private final Map<String, List<String>> sent = new LinkedHashMap<>();

  /**
   * An entry.
   *
   * @param parameters by which parameter of the API a property goes
   * @param others properties that are read one by one
   * @param now what dates of the kind -P2D are counted from
   * @throws Problem 20422 for a property that is neither
   */
  FixtureEntry(
      JsonValue value,
      Map<String, String> parameters,
      Collection<String> others,
      Limits limits,
      Instant now) {
    this(value, parameters, limits, now);
    var known = new TreeSet<>(others);
    known.addAll(parameters.keySet());
    value.properties().forEach((key, one) -> requireKnown(key, one, known));
    parameters.forEach(this::send);
  }

  private FixtureEntry(
      JsonValue value, Map<String, String> parameters, Limits limits, Instant now) {
    this.value = value;
    this.parameters = parameters;
    this.limits = limits;
    this.now = now;
  }

  /** An entry that is no object but one text, the value of one parameter. */
  static FixtureEntry of(JsonValue text, String parameter, Limits limits, Instant now) {
    return new FixtureEntry(text, Map.of(), limits, now).otherwise(parameter, text.text());
  }

  private static void requireKnown(String key, JsonValue one, Collection<String> known) {
    if (!known.contains(key)) {
      throw one.refused("is not known here" + hint(key, known));
    }
  }

  /** What may have been meant; else all there is. */
  static String hint(String word, Collection<String> known) {
    return Nearest.to(word, known)
        .map(near -> "; is it " + near + "?")
        .orElse("; there are " + String.join(", ", known));
  }

  private void send(String key, String parameter) {
    var given = value.get(key);
    if (given == null) {
      return;
    }
    if (parameter.equals(CREATED) || parameter.equals(UPDATED)) {
      sent.put(parameter, List.of(date(given).toString()));
    } else if (JSON.contains(parameter) && (given.isObject() || given.isList())) {
      sent.put(parameter, List.of(given.written()));
    } else if (given.isList()) {
      var all = given.elements().stream().map(JsonValue::text).toList();
      sent.put(parameter, all.isEmpty() ? List.of("") : all);
    } else {
      sent.put(parameter, List.of(given.text()));
    }
  }

  /** Sends a parameter unless the entry has it; null for none. */
  FixtureEntry otherwise(String parameter, @Nullable Object value) {
    if (value != null) {
      sent.putIfAbsent(parameter, List.of(value.toString()));
    }
    return this;
  }

  /** Takes a parameter away. */
  FixtureEntry without(String parameter) {
    sent.remove(parameter);
    return this;
  }

  /** When it came into being; null where the entry does not say. */
  @Nullable Instant created() {
    var text = sent.get(CREATED);
    return text == null ? null : Instant.parse(text.getFirst());
  }

  /** A date of the entry, as it stands or counted from now; null where it does not say. */
  @Nullable Instant date(String key) {
    var given = get(key);
    return given == null ? null : date(given);
  }

  private Instant date(JsonValue given) {
    var text = given.text().strip();
    if (!text.startsWith("-P") && !text.equals("P0D") && !text.equals("PT0S")) {
      return Objects.requireNonNull(Field.of(given.place(), text).time(Code.BAD_PARAMETER));
    }
    try {
      var time = now.plus(Duration.parse(text));
      if (!time.isAfter(now) && !time.isBefore(Instant.EPOCH)) {
        return time;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // falls through: it is no such length of time
    }
    throw given.refused("must be a date, or a time ago such as -P2D or -PT5M");
  }

  JsonValue value() {
    return value;
  }

  /** A property; null when it is not there. */
  @Nullable JsonValue get(String key) {
    return value.isText() ? null : value.get(key);
  }

  @Nullable String text(String key) {
    var given = get(key);
    return given == null ? null : given.text();
  }

  boolean flag(String key) {
    var given = get(key);
    if (given == null || given.text().equals("false")) {
      return false;
    }
    if (!given.text().equals("true")) {
      throw given.refused("must be true or false");
    }
    return true;
  }

  /** The elements of a list; none where the entry has none. */
  List<JsonValue> all(String key) {
    var given = get(key);
    return given == null ? List.of() : given.elements();
  }

  /** What a reader of forms makes of the entry. */
  <T extends @Nullable Object> T read(Function<Form, T> reader) {
    return placed(() -> reader.apply(Form.ofLists(sent, limits)));
  }

  /** What a deed makes of the entry; its refusal is told by the place. */
  <T extends @Nullable Object> T placed(Supplier<T> deed) {
    try {
      return deed.get();
    } catch (Problem problem) {
      throw placed(problem);
    }
  }

  private Problem placed(Problem problem) {
    var parameter = problem.details().get("parameter");
    if (parameter != null && (parameter.startsWith("/") || parameter.equals("the document"))) {
      return problem; // it has its place
    }
    var reason = problem.details().getOrDefault("reason", String.valueOf(problem.getMessage()));
    var said =
        problem.code() == Code.BAD_PARAMETER
            ? reason
            : "%s (%d, %s)".formatted(reason, problem.code().number(), problem.code().text());
    return Code.BAD_PARAMETER.in(value.place() + property(parameter), said);
  }

  private String property(@Nullable String parameter) {
    return parameters.entrySet().stream()
        .filter(one -> one.getValue().equals(parameter))
        .map(one -> "/" + one.getKey())
        .findAny()
        .orElse("");
  }
}
