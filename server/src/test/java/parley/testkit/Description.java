package parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's operations and the properties of their answers, from {@code description.txt}. Every
 * successful answer that a test gets is held against it.
 *
 * <p>A line that is not indented is an operation with its statuses, {@code GET /v1/Users
 * 200:users[user]}, or the name of a shape; the lines below a shape are its properties, each with
 * what its value is: the prefix of a SID, {@code date}, {@code text}, one of some words.
 */
public final class Description {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Pattern LIST = Pattern.compile("(\\w+)\\[(\\w+)]");

  /** What we answer beyond the description, and only where it is asked for. */
  private static final Set<String> EXTENSIONS = Set.of("last_message", "totals");

  private static final Map<String, String> OPERATIONS = new LinkedHashMap<>();
  private static final Map<String, Map<String, String>> SHAPES = new LinkedHashMap<>();
  private static final Map<Pattern, String> PATHS = new LinkedHashMap<>();

  static {
    var shape = Map.<String, String>of();
    for (var line : text().lines().toList()) {
      var words = line.strip().split(" ", 3);
      if (line.startsWith("  ")) {
        shape.put(words[0], words[1]);
      } else if (words.length == 3) {
        OPERATIONS.put(words[0] + " " + words[1], words[2]);
        PATHS.put(Pattern.compile(words[1].replaceAll("\\{[^}]*}", "[^/]+")), words[1]);
      } else {
        shape = new LinkedHashMap<>();
        SHAPES.put(words[0], shape);
      }
    }
  }

  private Description() {}

  /** The whole description as it is kept. */
  public static String text() {
    try (var in = Description.class.getResourceAsStream("description.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every operation of the API, as {@code GET /v1/...}. */
  public static Set<String> operations() {
    return new LinkedHashSet<>(OPERATIONS.keySet());
  }

  /** Checks an answer; an operation that is not described may answer as it likes. */
  static void check(String method, String path, int status, byte[] body) {
    var answers = answers(method, path.replaceFirst("[?].*", ""));
    if (answers == null || status < 200 || status > 299) {
      return;
    }
    var fitting =
        Arrays.stream(answers.split(" ")).filter(one -> one.startsWith(status + "")).findFirst();
    assertThat(fitting).as("%s %s documents the status %d", method, path, status).isPresent();
    var shape = fitting.orElseThrow().replaceFirst("\\d+:?", "");
    if (shape.isEmpty()) {
      assertThat(body).as("an answer without a body").isEmpty();
    } else {
      var faults = new ArrayList<String>();
      compare("", properties(shape), MAPPER.readTree(body), faults);
      assertThat(faults)
          .as(
              "%s %s against its description (of the test kit: description.txt for what is the"
                  + " original's, EXTENSIONS for what is ours)",
              method, path)
          .isEmpty();
    }
  }

  /** The answers of the operation that fits best: a literal segment goes before a variable. */
  private static @Nullable String answers(String method, String path) {
    return PATHS.entrySet().stream()
        .filter(one -> one.getKey().matcher(path).matches())
        .map(Map.Entry::getValue)
        .min((one, other) -> Integer.compare(variables(one), variables(other)))
        .map(template -> OPERATIONS.get(method + " " + template))
        .orElse(null);
  }

  private static int variables(String template) {
    return template.split("\\{", -1).length;
  }

  private static Map<String, String> properties(String shape) {
    var list = LIST.matcher(shape);
    return list.matches()
        ? Map.of(list.group(1), list.group(2) + "[]", "meta", "meta")
        : SHAPES.getOrDefault(shape, Map.of());
  }

  private static void compare(
      String at, Map<String, String> properties, JsonNode value, List<String> faults) {
    properties.forEach(
        (name, type) -> {
          var there = value.get(name);
          if (there == null) {
            faults.add(at + "." + name + " is missing");
          } else {
            compareValue(at + "." + name, type, there, faults);
          }
        });
    for (var name : value.propertyNames()) {
      if (!properties.containsKey(name) && !EXTENSIONS.contains(name)) {
        faults.add(at + "." + name + " is not described");
      }
    }
  }

  private static void compareValue(String at, String type, JsonNode value, List<String> faults) {
    if (value.isNull()) {
      return; // nearly every property is nullable, and some that are not stand so in examples
    }
    if (type.endsWith("[]")) {
      if (!value.isArray()) {
        faults.add(at + " is no array: " + value);
      }
      for (var element : value) {
        compareValue(at + "[]", type.substring(0, type.length() - 2), element, faults);
      }
    } else if (SHAPES.containsKey(type)) {
      compare(at, properties(type), value, faults);
    } else if (!fits(type, value)) {
      faults.add(at + " is not " + type + ": " + value);
    }
  }

  private static boolean fits(String type, JsonNode value) {
    return switch (type) {
      case "any" -> true;
      case "text" -> value.isString();
      case "date" -> value.isString() && DATE.matcher(value.stringValue()).matches();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "object" -> value.isObject();
      case "SID" -> isSid("[a-zA-Z]{2}", value);
      default ->
          type.matches("[A-Z]{2}")
              ? isSid(type, value)
              : value.isString() && List.of(type.split("\\|")).contains(value.stringValue());
    };
  }

  private static boolean isSid(String prefix, JsonNode value) {
    return value.isString() && value.stringValue().matches(prefix + "[0-9a-fA-F]{32}");
  }
}
