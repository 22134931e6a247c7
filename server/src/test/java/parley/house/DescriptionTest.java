package parley.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.testkit.Description;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our description of the API says what the published OpenAPI description says. With {@code
 * -Dparley.openapi=FILE} the two are compared; with {@code -Dparley.description=write} beside it,
 * ours is written anew.
 */
class DescriptionTest {
  private static final Path OURS =
      Path.of("src", "test", "resources", "parley", "testkit", "description.txt");
  private static final String SERVICE = "/Services/{ChatServiceSid}";
  private static final boolean WRITE = "write".equals(System.getProperty("parley.description"));

  private final Map<String, JsonNode> shapes = new LinkedHashMap<>();

  @Test
  void theApiHasAHundredAndThreeOperations() {
    assertThat(Description.operations()).hasSize(103);
  }

  @Test
  void ourDescriptionIsThePublishedOne() throws IOException {
    var file = System.getProperty("parley.openapi");
    assumeTrue(file != null, "left out: -Dparley.openapi names no OpenAPI description");
    var text = distilled(new JsonMapper().readTree(Path.of(file).toFile()));
    if (WRITE) {
      Files.writeString(OURS, text);
    }
    assertThat(Files.readString(OURS)).isEqualTo(text);
  }

  private String distilled(JsonNode api) {
    var lines = new ArrayList<String>();
    operations(api).forEach((operation, node) -> lines.add(operation + " " + answers(api, node)));
    shapes.forEach(
        (name, schema) -> {
          lines.add(name);
          for (var property : schema.required("properties").properties()) {
            lines.add("  " + property.getKey() + " " + type(api, property.getValue()));
          }
        });
    return String.join("\n", lines) + "\n";
  }

  /** By path, the default service's before the named one's; there is no other verb. */
  private static Map<String, JsonNode> operations(JsonNode api) {
    var paths = new ArrayList<>(api.required("paths").properties());
    paths.sort(
        Comparator.comparing((Map.Entry<String, JsonNode> path) -> shortForm(path.getKey()))
            .thenComparing(path -> path.getKey().contains(SERVICE)));
    var operations = new LinkedHashMap<String, JsonNode>();
    for (var path : paths) {
      for (var method : List.of("delete", "get", "post")) {
        if (path.getValue().has(method)) {
          operations.put(
              method.toUpperCase(Locale.ROOT) + " " + path.getKey(),
              path.getValue().required(method));
        }
      }
    }
    return operations;
  }

  private static String shortForm(String path) {
    return path.replace(SERVICE, "");
  }

  private String answers(JsonNode api, JsonNode operation) {
    return operation.required("responses").properties().stream()
        .map(answer -> answer.getKey() + shape(api, answer.getValue()))
        .collect(Collectors.joining(" "));
  }

  private String shape(JsonNode api, JsonNode answer) {
    var schema = answer.at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      return "";
    }
    if (schema.has("$ref")) {
      return ":" + remembered(api, schema);
    }
    var list = new StringBuilder(":");
    for (var property : schema.required("properties").properties()) {
      if (property.getKey().equals("meta")) {
        shapes.put("meta", property.getValue());
      } else {
        var element = remembered(api, property.getValue().required("items"));
        list.append(property.getKey()).append('[').append(element).append(']');
      }
    }
    return list.toString();
  }

  /** The name of a schema that answers refer to: the last word of its name there. */
  private String remembered(JsonNode api, JsonNode reference) {
    var path = reference.required("$ref").stringValue().substring(1);
    var name = path.replaceFirst(".*[./]", "");
    shapes.put(name, api.at(path));
    return name;
  }

  private static String type(JsonNode api, JsonNode schema) {
    if (schema.has("$ref")) {
      return type(api, api.at(schema.required("$ref").stringValue().substring(1)));
    }
    if (schema.has("enum")) {
      return schema
          .required("enum")
          .valueStream()
          .map(JsonNode::stringValue)
          .collect(Collectors.joining("|"));
    }
    if (schema.has("pattern")) {
      var prefix = schema.required("pattern").stringValue().substring(1, 3);
      return prefix.matches("[A-Z]{2}") ? prefix : "SID";
    }
    if ("date-time".equals(schema.path("format").asString(""))) {
      return "date";
    }
    var type = schema.path("type").asString("any");
    return switch (type) {
      case "string" -> "text";
      case "array" -> type(api, schema.required("items")) + "[]";
      default -> type;
    };
  }
}
