package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Description;
import parley.testkit.TestServer;

/** The operations that are served, held against those of the API, both ways. */
class RoutesTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void everyOperationOfTheApiIsServed() {
    assertThat(served()).containsAll(documented());
  }

  @Test
  void whatIsServedBeyondTheApiIsMeantToBe() {
    var beyond = served();
    beyond.removeAll(documented());
    assertThat(beyond)
        .as("what is added to the API. To mend it: name here what is meant to be")
        .containsExactlyInAnyOrder(
            "POST /v1/Services/{}",
            "POST /v1/Conversations/{}/Messages/{}/Receipts",
            "POST /v1/Services/{}/Conversations/{}/Messages/{}/Receipts",
            "POST /v1/Services/{}/Media",
            "GET /v1/Services/{}/Media/{}",
            "GET /v1/Services/{}/Media/{}/Content",
            "DELETE /v1/Services/{}/Media/{}",
            "POST /v1/Services/{}/MediaSet",
            "GET /parley/v1/Deliveries",
            "GET /parley/v1/Deliveries/{}",
            "POST /parley/v1/Deliveries/{}",
            "POST /parley/v1/Deliveries/{}/Replay",
            "POST /parley/v1/Deliveries/Replay",
            "GET /media/{}",
            "POST /parley/v1/InboundMessages",
            "POST /parley/v1/Keys",
            "GET /parley/v1/Keys",
            "GET /parley/v1/Keys/{}",
            "DELETE /parley/v1/Keys/{}",
            "POST /parley/v1/Tokens",
            "GET /parley/v1/Conversations",
            "GET /parley/v1/Load",
            "GET /parley/v1/Server",
            "GET /parley/v1/Requests",
            "GET /console",
            "GET /console/{}",
            "GET /console/htm/3.1.1/{}",
            "GET /console/session",
            "POST /console/session",
            "DELETE /console/session",
            "POST /console/link",
            "GET /",
            "GET /openapi.json",
            "GET /README.md",
            "GET /docs",
            "GET /docs/{}",
            "GET /docs/pictures/{}",
            "GET /docs/site/{}",
            "GET /docs/...",
            "GET /docs/errors/{}",
            "GET /demo",
            "GET /demo/{}",
            "GET /demo/sdk/3.0.1/{}",
            "GET /demo/people",
            "POST /demo/tokens",
            "GET /metrics",
            "GET /health/live",
            "GET /health/ready");
  }

  private Set<String> served() {
    return server.routes().table().stream()
        .map(route -> plain(route.method() + " " + route.template()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented() {
    return Description.operations().stream()
        .map(RoutesTest::plain)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without the names of variables, which are ours to choose. */
  private static String plain(String operation) {
    return operation.replaceAll("\\{[^}]*}", "{}");
  }
}
