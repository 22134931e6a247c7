package parley.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.OpenApi;
import parley.testkit.TestServer;

/** The operations that are served, held against those of the API, both ways. */
class RoutesTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void everyOperationOfTheApiIsServed() throws IOException {
    assertThat(served()).containsAll(documented());
  }

  @Test
  void whatIsServedBeyondTheApiIsMeantToBe() throws IOException {
    var beyond = served();
    beyond.removeAll(documented());
    assertThat(beyond)
        .containsExactlyInAnyOrder(
            "POST /v1/Services/{}",
            "POST /v1/Conversations/{}/Messages/{}/Receipts",
            "POST /v1/Services/{}/Conversations/{}/Messages/{}/Receipts",
            "POST /v1/Services/{}/Media",
            "GET /v1/Services/{}/Media/{}",
            "GET /v1/Services/{}/Media/{}/Content",
            "DELETE /v1/Services/{}/Media/{}",
            "GET /media/{}",
            "GET /docs/errors/{}");
  }

  @Test
  void ourListOfOperationsIsTheOneOfTheDescription() throws IOException {
    assumeTrue(OpenApi.isThere(), "left out: the OpenAPI description is not at hand");
    assertThat(documented())
        .isEqualTo(
            OpenApi.operations().stream()
                .map(RoutesTest::plain)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private Set<String> served() {
    return server.routes().table().stream()
        .map(route -> plain(route.method() + " " + route.template()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented() throws IOException {
    try (var in = RoutesTest.class.getResourceAsStream("operations.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(RoutesTest::plain)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Without the names of variables, which are ours to choose. */
  private static String plain(String operation) {
    return operation.replaceAll("\\{[^}]*}", "{}");
  }
}
