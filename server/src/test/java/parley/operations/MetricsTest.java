package parley.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Crowd;
import parley.testkit.Furnished;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class MetricsTest {
  private static final Pattern LINE =
      Pattern.compile("([a-z0-9_]+)(\\{[^}]*})? (NaN|[-+0-9.E]+|\\+Inf)");

  @RegisterExtension final TestServer server;

  MetricsTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  /** Each sample by its name with its labels. */
  private Map<String, Double> samples() {
    var answer = server.get("/metrics").is(200);
    assertThat(answer.requiredHeader("Content-Type")).startsWith("text/plain; version=0.0.4");
    var all = new TreeMap<String, Double>();
    for (var line : answer.body().lines().filter(one -> !one.startsWith("#")).toList()) {
      var match = LINE.matcher(line.replaceAll("\\{([A-Za-z]+)}", "<$1>"));
      assertThat(match.matches()).as(line).isTrue();
      var labels = match.group(2) == null ? "" : match.group(2);
      all.put(match.group(1) + labels, Double.valueOf(match.group(3).replace("+Inf", "Infinity")));
    }
    return all;
  }

  private static String requests(String method, String route, int status) {
    return "parley_http_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%d\"}"
        .formatted(method, route, status);
  }

  /** One is counted behind its answer. */
  private void awaitCount(String name, int count) {
    await().untilAsserted(() -> assertThat(samples()).containsEntry(name, (double) count));
  }

  @Test
  void requestsAreCountedByRouteMethodAndStatus() {
    for (var i = 0; i < 3; i++) {
      server.get("/v1/Users/nobody" + i).is(404);
    }
    server.post("/v1/Users", "Identity", "ada").is(201);
    awaitCount(requests("GET", "/v1/Users/<Sid>", 404), 3);
    awaitCount(requests("POST", "/v1/Users", 201), 1);
    assertThat(samples())
        .containsKey(
            requests("POST", "/v1/Users", 201)
                .replace("_count{", "_bucket{")
                .replace("}", ",le=\"0.25\"}"));
  }

  @Test
  void whatCallersMakeUpIsOneThing() {
    for (var i = 0; i < 50; i++) {
      server.get("/nowhere/" + i).is(404);
      server.client().send("VERB" + i, "/nowhere", null).is(404);
    }
    awaitCount(requests("GET", "none", 404), 50);
    awaitCount(requests("other", "none", 404), 50);
    assertThat(samples().keySet()).noneMatch(name -> name.contains("VERB"));
  }

  @Test
  void aPageThatIsKeptIsAHit() {
    server.post("/v1/Users", "Identity", "ada").is(201);
    for (var i = 0; i < 5; i++) {
      server.get("/v1/Users/ada/Conversations").is(200);
    }
    // Where others may write too, a page is read each time, and worded again if it has changed.
    var hits = server.database().dialect().ownsEveryWrite() ? 4.0 : 0.0;
    assertThat(samples())
        .containsEntry("parley_cache_gets_total{cache=\"lists\",result=\"hit\"}", hits)
        .containsEntry("parley_cache_gets_total{cache=\"lists\",result=\"miss\"}", 5 - hits)
        .hasEntrySatisfying(
            "parley_cache_gets_total{cache=\"services\",result=\"hit\"}",
            found -> assertThat(found).isPositive());
  }

  @Test
  void whatTheDatabaseHasToDoIsTold() {
    Crowd.run(20, number -> server.post("/v1/Users", "Identity", "u" + number).is(201));
    Crowd.run(50, number -> server.post("/v1/Conversations/CH0/Messages", "Body", "x").is(404));
    var now = samples();
    assertThat(now.get("parley_database_changes_total")).isGreaterThanOrEqualTo(20);
    assertThat(now.get("parley_database_commits_total"))
        .isBetween(1.0, now.get("parley_database_changes_total"));
    assertThat(now.get("parley_database_connections")).isPositive();
    assertThat(now)
        .containsEntry("parley_database_readers_waiting", 0.0)
        .containsEntry("parley_database_changes_waiting", 0.0);
  }

  @Test
  void whatIsToBeToldAndDoneIsTold() {
    Furnished.insertDelivery(server);
    server.clock().advance(Duration.ofMinutes(5));
    server.post("/v1/Conversations", "Timers.Inactive", "P1D").is(201);
    var now = samples();
    assertThat(now)
        .containsEntry("parley_deliveries{status=\"pending\"}", 1.0)
        .containsEntry("parley_deliveries{status=\"failed\"}", 0.0)
        .containsEntry("parley_deliveries_pending_age_seconds", 300.0)
        .containsEntry("parley_deliveries_underway", 0.0)
        .containsEntry("parley_deliveries_tries_total{outcome=\"failed\"}", 0.0);
    assertThat(now.get("parley_due_waiting")).isPositive();
  }

  @Test
  void theServerAndItsJvmAreTold() {
    assertThat(samples())
        .containsEntry("parley_http_requests_underway", 1.0)
        .hasEntrySatisfying("parley_http_connections", open -> assertThat(open).isPositive())
        .containsKeys(
            "jvm_threads_live_threads", "process_uptime_seconds", "process_files_open_files");
  }

  @Test
  void aDatabaseThatIsGoneMakesNoZeros() {
    samples();
    server.wiring().observers.metrics.text();
    var fresh = server.wire(server.database(), server.clock());
    server.database().close();
    assertThat(fresh.observers.metrics.text().lines())
        .contains("parley_deliveries{status=\"pending\"} NaN", "parley_due_overdue NaN");
    fresh.close();
  }

  @Test
  void whatTheDocumentationNamesIsThere() throws IOException {
    server.get("/v1/Users").is(200);
    awaitCount(requests("GET", "/v1/Users", 200), 1);
    var page = Files.readString(Path.of("..", "docs", "operations.md"));
    var named =
        Pattern.compile("\\b(parley|jvm|process)_[a-z_]+")
            .matcher(page)
            .results()
            .map(MatchResult::group);
    var there = samples().keySet().stream().map(name -> name.replaceFirst("\\{.*", "")).toList();
    assertThat(named.distinct()).hasSizeGreaterThan(10).isSubsetOf(there);
  }

  @Test
  void onlyWhoHasTheAccountsCredentialsIsShownThem() {
    server.anonymous().get("/metrics").isProblem(401, 20003);
    var key = server.apiKeys().add(TestServer.ACCOUNT, "prometheus");
    server.anonymous().as(key.sid(), key.secret()).get("/metrics").is(200);
    var token = server.post("/parley/v1/Tokens", "Identity", "ada").is(201).text("token");
    server.anonymous().with("Authorization", "Bearer " + token).get("/metrics").is(403);
  }

  @Test
  void theAdminPortShowsHealthAndMetricsToAnybodyAndNothingElse() throws Exception {
    try (var door = server.wiring().adminServer("127.0.0.1", 0)) {
      door.start();
      var anybody = server.anonymous().at(door.address());
      assertThat(anybody.get("/metrics").is(200).body()).contains("parley_http_connections ");
      anybody.get("/health/ready").is(200);
      anybody.get("/v1/Users").isProblem(404, 20404);
      for (var path : List.of("/metrics", "/v1/Users")) {
        var asked = anybody.with("Origin", "https://elsewhere.example");
        assertThat(asked.get(path).header("Access-Control-Allow-Origin")).isNull();
        assertThat(asked.send("OPTIONS", path, null).header("Access-Control-Allow-Methods"))
            .isNull();
      }
      everythingElse(server.client().at(door.address()));
    }
  }

  private static void everythingElse(TestClient client) {
    for (var path : List.of("/", "/v1/Users", "/parley/v1/Keys", "/README.md")) {
      client.get(path).isProblem(404, 20404);
    }
  }
}
