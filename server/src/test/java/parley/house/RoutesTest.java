package parley.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of routes against the description of the API, both ways. Operations are compared by
 * method and path, whatever their variables are called.
 */
class RoutesTest {
  private static final String DESCRIPTION = "shared/reference/twilio_conversations_v1.json";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private static final String TO_COME = "operations-to-come.txt";

  /** What we serve beside the original's operations. */
  private static final Set<String> EXTENSIONS = Set.of("POST /v1/Services/{}");

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void noOperationIsThereTwice() {
    assertThat(routes()).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void theVariablesOfARouteHaveNamesOfTheirOwn() {
    assertThat(server.wiring().routes.table())
        .allSatisfy(route -> assertThat(route.variables()).doesNotHaveDuplicates());
  }

  @Test
  void whatIsServedIsInTheDescriptionOrAnExtensionOfOurs() {
    var served = new TreeSet<>(routes());
    served.removeAll(described());
    assertThat(served).isEqualTo(new TreeSet<>(EXTENSIONS));
  }

  @Test
  void whatIsInTheDescriptionIsServedOrOnTheListOfWhatIsToCome() throws IOException {
    var missing = new TreeSet<>(described());
    assertThat(missing).hasSize(103);
    missing.removeAll(routes());
    assertThat(missing)
        .as("operations that are missing; strike what is served from %s", TO_COME)
        .isEqualTo(toCome());
  }

  private static Set<String> toCome() throws IOException {
    try (var file = RoutesTest.class.getResourceAsStream(TO_COME)) {
      if (file == null) {
        return Set.of();
      }
      var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
      return lines.filter(line -> !line.isBlank()).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private List<String> routes() {
    return server.wiring().routes.table().stream()
        .map(route -> operation(route.method(), route.template()))
        .toList();
  }

  private static String operation(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
  }

  private static List<String> described() {
    var file = description();
    assumeTrue(
        file != null,
        "the comparison with the API's description is skipped: there is no "
            + DESCRIPTION
            + " beside the project");
    var operations = new ArrayList<String>();
    new JsonMapper()
        .readTree(file == null ? Path.of(DESCRIPTION) : file)
        .required("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().propertyNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations.add(operation(method, path.getKey()))));
    return operations;
  }

  /** The description, in a directory beside one of those that the tests stand in. */
  private static @Nullable Path description() {
    for (var at = directory(); at != null; at = at.getParent()) {
      var file = at.resolve(DESCRIPTION);
      if (Files.exists(file)) {
        return file;
      }
    }
    return null;
  }

  private static @Nullable Path directory() {
    try {
      return Path.of("").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
