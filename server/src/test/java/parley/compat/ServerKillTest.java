package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.storage.Dialect;
import parley.testkit.Balancer;
import parley.testkit.LiveClient;
import parley.testkit.TestDatabase;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/** Two servers of one PostgreSQL, of which one is killed while clients are connected to it. */
class ServerKillTest {
  /** Twice what is told in docs/realtime.md, for a machine that has much to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path data;
  private final TestDatabase database = TestDatabase.fresh(Dialect.POSTGRESQL);
  private final List<TestProcess> servers = new ArrayList<>();

  @AfterEach
  void end() {
    servers.forEach(TestProcess::close);
    database.close();
  }

  private TestProcess serve() {
    var variables = new HashMap<>(TestProcess.ACCOUNT);
    variables.put("PARLEY_DATABASE", database.url());
    variables.put("PARLEY_SECRET_KEY", "0".repeat(64));
    variables.put("PARLEY_MEDIA", data.resolve("media").toString());
    var server = TestProcess.serve(data.resolve("server " + servers.size()), variables);
    servers.add(server);
    return server;
  }

  /** The SDK's clients and REST all go through one address, and each server is killed once. */
  @Test
  void clientsComeBackOnTheOtherServerAndNothingIsLostOrToldTwice() throws Exception {
    var client = NodePackage.installed("client");
    try (var balancer = Balancer.before(List.of(serve().address(), serve().address()))) {
      var key = servers.getFirst().client().post("/parley/v1/Keys", "FriendlyName", "signs");
      var variables =
          Map.of(
              "PARLEY_URL", balancer.address().toString(),
              "PARLEY_ACCOUNT_SID", TestServer.ACCOUNT,
              "PARLEY_AUTH_TOKEN", TestServer.TOKEN,
              "PARLEY_KEY_SID", key.sid(),
              "PARLEY_KEY_SECRET", key.text("secret"));
      assertThat(client.run(variables, wish -> grant(wish, balancer), "node", "kill.mjs"))
          .contains("nothing is lost");
    }
  }

  private void grant(String wish, Balancer balancer) {
    switch (wish) {
      case "kill the first" -> servers.get(0).kill();
      case "kill the second" -> servers.get(1).kill();
      case "start another" -> balancer.add(serve().address());
      default -> throw new IllegalArgumentException("asked for " + wish);
    }
  }

  @Test
  void whoseServerIsKilledIsOfflineSoonUnlessHeIsConnectedToAnother() {
    var dying = serve();
    var surviving = serve();
    var rest = surviving.client();
    var service = rest.get("/v1/Configuration").text("default_chat_service_sid");
    rest.post("/v1/Services/" + service + "/Configuration", "ReachabilityEnabled", "true").is(200);
    try (var ann = arrive(dying, "ann");
        var bob = arrive(dying, "bob");
        var bobAgain = arrive(surviving, "bob")) {
      await().atMost(PATIENCE).until(() -> isOnline("ann") && isOnline("bob"));
      dying.kill();
      ann.awaitEnd();
      bob.awaitEnd();
      await().atMost(PATIENCE).until(() -> !isOnline("ann"));
      assertThat(isOnline("bob")).isTrue();
      assertThat(bobAgain.isOpen()).isTrue();
    }
  }

  private static LiveClient arrive(TestProcess server, String identity) {
    var token = server.client().post("/parley/v1/Tokens", "Identity", identity).text("token");
    var client = LiveClient.connect(server.address(), token);
    assertThat(client.link("users")).isNotEmpty();
    return client;
  }

  private boolean isOnline(String identity) {
    return servers
        .getLast()
        .client()
        .get("/v1/Users/" + identity)
        .at("/is_online")
        .asBoolean(false);
  }
}
