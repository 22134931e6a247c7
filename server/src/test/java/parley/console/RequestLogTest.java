package parley.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;
import tools.jackson.databind.JsonNode;

/** The last requests, and what this server did in the last hour (docs/console.md). */
class RequestLogTest {
  private static final String REQUESTS = "/parley/v1/Requests";
  private static final String LOAD = "/parley/v1/Load";

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private List<JsonNode> requests(String query) {
    var rows = new ArrayList<JsonNode>();
    server.get(REQUESTS + query).is(200).at("/requests").forEach(rows::add);
    return rows;
  }

  private List<String> paths(String query) {
    return requests(query).stream().map(row -> row.get("path").asString()).toList();
  }

  /** A request is told of behind its answer, so whoever has the answer may come before. */
  private void awaitTold(String path, int times) {
    await().until(() -> paths("").stream().filter(path::equals).count() == times);
  }

  @Test
  void theLastRequestsAreToldWithoutTheirQueriesTheNewestFirst() {
    server.get("/v1/Users?PageSize=2&secret=x").is(200);
    awaitTold("/v1/Users", 1);
    server.as("ada").get("/v1/Users/none");
    awaitTold("/v1/Users/none", 1);
    server.anonymous().get("/v1/Roles").isProblem(401, 20003);
    awaitTold("/v1/Roles", 1);
    assertThat(paths("")).startsWith("/v1/Roles", "/v1/Users/none").contains("/v1/Users");
    var told = requests("");
    var first = told.getFirst();
    assertThat(first.get("status").asInt()).isEqualTo(401);
    assertThat(first.get("caller").isNull()).isTrue();
    assertThat(first.get("route").asString()).isEqualTo("/v1/Roles");
    assertThat(told.get(1).get("caller").asString()).isEqualTo("ada");
    assertThat(told.toString()).doesNotContain("secret", TestServer.TOKEN);
  }

  @Test
  void whoHasSeenSomeIsToldTheLaterOnesAlone() {
    server.get("/v1/Users").is(200);
    awaitTold("/v1/Users", 1);
    var last = requests("").getFirst().get("number").asLong();
    server.get(LOAD).is(200);
    assertThat(paths("?After=" + last)).isEmpty();
    server.get("/v1/Roles").is(200);
    awaitTold("/v1/Roles", 1);
    assertThat(paths("?After=" + last)).containsExactly("/v1/Roles");
    server.get(REQUESTS + "?After=x").isProblem(400, 20422);
  }

  @Test
  void noMoreThanAThousandAreKept() {
    for (var i = 0; i < 1010; i++) {
      server.anonymous().get("/health/live").is(200);
    }
    server.get("/v1/Roles" + "x".repeat(2000)).isProblem(404, 20404);
    var paths = paths("");
    assertThat(paths).hasSize(RequestLog.KEPT_MAX);
    assertThat(paths.getFirst()).hasSizeLessThan(400);
  }

  @Test
  void whatWasDoneIsCountedInStepsAndOnlyTheLastHourIsKept() {
    assertThat(server.get(LOAD).is(200).at("/samples").isEmpty()).isTrue();
    var lunch = server.chat().conversation();
    server.chat().sayAll(lunch, "ada", 3);
    awaitTold("/v1/Conversations/" + lunch + "/Messages", 3);
    server.advance(LoadHistory.STEP);
    server.advance(LoadHistory.STEP);
    var samples = server.get(LOAD).is(200).at("/samples");
    assertThat(samples.size()).isEqualTo(2);
    assertThat(samples.at("/0/messages").asInt()).isEqualTo(3);
    assertThat(samples.at("/0/requests").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(samples.at("/0/memory_bytes").asLong()).isPositive();
    assertThat(samples.at("/1/messages").asInt()).isZero();
    for (var i = 0; i < LoadHistory.SAMPLES_MAX; i++) {
      server.clock().advance(LoadHistory.STEP);
      server.wiring().observers.loadHistory.note();
    }
    var hour = server.get(LOAD).is(200).at("/samples");
    assertThat(hour.size()).isEqualTo(LoadHistory.SAMPLES_MAX);
    assertThat(hour.at("/0/messages").asInt()).isZero();
    assertThat(Duration.ofSeconds(server.get(LOAD).at("/step_seconds").asLong()))
        .isEqualTo(LoadHistory.STEP);
  }
}
