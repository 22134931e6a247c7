package parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds every successful answer that a test gets against the API's OpenAPI description, where that
 * stands beside the repository; elsewhere nothing is checked, and {@link #isThere} says so.
 */
public final class OpenApi {
  private static final Path PLACE =
      Path.of("..", "..", "shared", "reference", "twilio_conversations_v1.json");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

  /** What we answer beyond the description, and only where it is asked for. */
  private static final Set<String> EXTENSIONS = Set.of("last_message", "totals");

  private static final @Nullable JsonNode API = load();
  private static final Map<Pattern, String> PATHS = patterns();

  private OpenApi() {}

  public static boolean isThere() {
    return API != null;
  }

  private static @Nullable JsonNode load() {
    return Files.exists(PLACE) ? MAPPER.readTree(PLACE.toFile()) : null;
  }

  private static Map<Pattern, String> patterns() {
    var patterns = new LinkedHashMap<Pattern, String>();
    if (API != null) {
      for (var path : API.required("paths").propertyNames()) {
        var regex = path.replaceAll("\\{[^}]*}", "[^/]+");
        patterns.put(Pattern.compile(regex), path);
      }
    }
    return patterns;
  }

  /** Every operation that the description names, as {@code GET /v1/...}. */
  public static Set<String> operations() {
    var operations = new TreeSet<String>();
    if (API != null) {
      for (var path : API.required("paths").properties()) {
        for (var method : List.of("get", "post", "delete")) {
          if (path.getValue().has(method)) {
            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
          }
        }
      }
    }
    return operations;
  }

  /** Checks an answer; an operation that is not described may answer as it likes. */
  static void check(String method, String path, int status, byte[] body) {
    var operation = operation(method, path.replaceFirst("[?].*", ""));
    if (operation == null || status < 200 || status > 299) {
      return;
    }
    var answer = operation.required("responses").get(Integer.toString(status));
    assertThat(answer).as("%s %s documents the status %d", method, path, status).isNotNull();
    var schema = answer.at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      assertThat(body).as("an answer without a body").isEmpty();
    } else {
      var faults = new ArrayList<String>();
      compare("", resolve(schema), MAPPER.readTree(body), faults);
      assertThat(faults).as("%s %s against its description", method, path).isEmpty();
    }
  }

  private static @Nullable JsonNode operation(String method, String path) {
    if (API == null) {
      return null;
    }
    JsonNode best = null;
    var bestVariables = Integer.MAX_VALUE;
    for (var entry : PATHS.entrySet()) {
      var variables = entry.getValue().split("\\{", -1).length;
      if (entry.getKey().matcher(path).matches() && variables < bestVariables) {
        best =
            API.required("paths").required(entry.getValue()).get(method.toLowerCase(Locale.ROOT));
        bestVariables = variables;
      }
    }
    return best;
  }

  private static JsonNode resolve(JsonNode schema) {
    var reference = schema.get("$ref");
    return reference == null || API == null ? schema : API.at(reference.stringValue().substring(1));
  }

  private static void compare(String at, JsonNode schema, JsonNode value, List<String> faults) {
    if (value.isNull()) {
      return; // nearly every property is nullable, and some that are not stand so in examples
    }
    if (schema.has("properties")) {
      compareObject(at, schema.required("properties"), value, faults);
    } else if (schema.has("items") && value.isArray()) {
      for (var element : value) {
        compare(at + "[]", resolve(schema.required("items")), element, faults);
      }
    } else {
      compareValue(at, schema, value, faults);
    }
  }

  private static void compareObject(
      String at, JsonNode properties, JsonNode value, List<String> faults) {
    for (var property : properties.properties()) {
      var there = value.get(property.getKey());
      if (there == null) {
        faults.add(at + "." + property.getKey() + " is missing");
      } else {
        compare(at + "." + property.getKey(), resolve(property.getValue()), there, faults);
      }
    }
    for (var name : value.propertyNames()) {
      if (!properties.has(name) && !EXTENSIONS.contains(name)) {
        faults.add(at + "." + name + " is not described");
      }
    }
  }

  private static void compareValue(
      String at, JsonNode schema, JsonNode value, List<String> faults) {
    var type = schema.has("type") ? schema.required("type").stringValue() : "";
    var fits =
        switch (type) {
          case "string" -> value.isString();
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          case "array" -> value.isArray();
          case "object" -> value.isObject();
          default -> true;
        };
    if (!fits) {
      faults.add(at + " is no " + type + ": " + value);
      return;
    }
    if (schema.has("pattern")
        && !value.stringValue().matches(schema.required("pattern").stringValue())) {
      faults.add(at + " does not match its pattern: " + value);
    }
    if ("date-time".equals(schema.path("format").asString(""))
        && !DATE.matcher(value.asString()).matches()) {
      faults.add(at + " is no date in whole seconds: " + value);
    }
    if (schema.has("enum") && !contains(schema.required("enum"), value)) {
      faults.add(at + " is none of its values: " + value);
    }
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (var one : values) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
