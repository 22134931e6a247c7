package parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Parley adds to the API, from {@code docs/openapi.json}. Every answer that a test gets of an
 * operation that stands there is held against it, refusals too.
 */
public final class OpenApi {
  private static final JsonNode DOCUMENT =
      new JsonMapper().readTree(Path.of("..", "docs", "openapi.json").toFile());

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private static final List<Operation> OPERATIONS =
      DOCUMENT.get("paths").properties().stream().flatMap(OpenApi::of).toList();

  private static final Map<JsonNode, Schema> COMPILED = new ConcurrentHashMap<>();

  private OpenApi() {}

  /**
   * One operation.
   *
   * @param template its path with variables in braces
   * @param node what is said of it
   */
  public record Operation(String method, String template, Pattern path, JsonNode node) {
    /** The names of its parameters that stand in one place: {@code path}, {@code query}. */
    public List<String> parameters(String place) {
      return node.path("parameters")
          .valueStream()
          .map(OpenApi::resolved)
          .filter(one -> one.get("in").stringValue().equals(place))
          .map(one -> one.get("name").stringValue())
          .toList();
    }

    /** The parameters of its form; empty where it takes none. */
    public Optional<JsonNode> form() {
      return node.at("/requestBody/content/application~1x-www-form-urlencoded/schema/properties")
          .asOptional();
    }

    @Override
    public String toString() {
      return method + " " + template;
    }

    private int variables() {
      return template.split("\\{", -1).length;
    }
  }

  /** All that is described. */
  public static List<Operation> operations() {
    return OPERATIONS;
  }

  /** The document itself. */
  public static JsonNode document() {
    return DOCUMENT;
  }

  private static Stream<Operation> of(Map.Entry<String, JsonNode> path) {
    var pattern = Pattern.compile(path.getKey().replaceAll("\\{[^}]*}", "[^/]+"));
    return path.getValue().properties().stream()
        .map(verb -> new Operation(upper(verb.getKey()), path.getKey(), pattern, verb.getValue()));
  }

  private static String upper(String verb) {
    return verb.toUpperCase(Locale.ROOT);
  }

  private static JsonNode resolved(JsonNode node) {
    var reference = node.get("$ref");
    return reference == null ? node : DOCUMENT.at(reference.stringValue().substring(1));
  }

  /** Checks an answer; of an operation that is not described it may be whatever it likes. */
  static void check(String method, String path, Answer answer) {
    OPERATIONS.stream()
        .filter(one -> one.method().equals(method) && one.path().matcher(path).matches())
        .min(Comparator.comparingInt(Operation::variables))
        .ifPresent(one -> check(one, answer));
  }

  private static void check(Operation operation, Answer answer) {
    var responses = operation.node().get("responses");
    var told = responses.path(String.valueOf(answer.status()));
    if (told.isMissingNode()) {
      told = responses.get("default");
      assertThat(told.has("$ref") && answer.status() < 400)
          .as("%s answered %d, which docs/openapi.json does not have", operation, answer.status())
          .isFalse();
    }
    var content = resolved(told).path("content").path("application/json").path("schema");
    if (content.isObject() && answer.bytes().length > 0) {
      var faults = compiled(content).validate(answer.json());
      assertThat(faults)
          .as("%s answered %s; see docs/openapi.json", operation, answer.body())
          .isEmpty();
    }
  }

  private static Schema compiled(JsonNode schema) {
    return COMPILED.computeIfAbsent(schema, OpenApi::compile);
  }

  /** With all it may refer to, and no property beside those that are described. */
  private static Schema compile(JsonNode schema) {
    var whole = (ObjectNode) schema.deepCopy();
    whole.set("$defs", DOCUMENT.at("/components/schemas").deepCopy());
    close(whole);
    return SCHEMAS.getSchema(whole.toString().replace("#/components/schemas/", "#/$defs/"));
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asString("").equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OpenApi::close);
  }
}
