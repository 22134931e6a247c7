package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.realtime.RealtimeLimits;
import parley.storage.Dialect;
import parley.testkit.TestServer;

/**
 * The official JavaScript client SDK, as it is published, in real time; installed from the npm
 * registry, left out where there is no Node. {@code src/test/node/client} has what it does.
 */
class ClientSdkTest {
  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "conversations-3, SQLITE",
    "conversations-2, SQLITE",
    "conversations-3, POSTGRESQL",
    "conversations-2, POSTGRESQL"
  })
  void theClientSdkTravelsThroughParley(String sdk, Dialect dialect) throws Exception {
    assertThat(run("journey.mjs", sdk, dialect)).contains("arrived");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({"conversations-3, SQLITE", "conversations-2, POSTGRESQL"})
  void whateverHappensWhileLinesAreCutClientsSeeWhatRestTells(String sdk, Dialect dialect)
      throws Exception {
    assertThat(run("random.mjs", sdk, dialect)).contains("all is equal");
  }

  @Test
  void clientsOfTwoServersSeeTheSame() throws Exception {
    try (var server = present(TestServer.onPostgres().start());
        var other = present(server.beside())) {
      var more = Map.of("PARLEY_OTHER_URL", other.address().toString());
      assertThat(run("random.mjs", "conversations-3", server, more)).contains("all is equal");
    }
  }

  private static String run(String program, String sdk, Dialect dialect) throws Exception {
    var quick = RealtimeLimits.but(draft -> draft.offlineAfter = Duration.ofSeconds(1));
    try (var server = present(TestServer.on(dialect).withRealtimeLimits(quick).start())) {
      return run(program, sdk, server, Map.of());
    }
  }

  private static String run(String program, String sdk, TestServer server, Map<String, String> more)
      throws IOException, InterruptedException {
    var client = NodePackage.installed("client");
    var variables = new HashMap<>(NodePackage.variables(server));
    variables.putAll(more);
    variables.put("PARLEY_SDK", sdk);
    return client.run(variables, wish -> grant(wish, server), "node", program);
  }

  /** Puts its clock to the present, in which clients live. */
  private static TestServer present(TestServer server) {
    server.clock().advance(Duration.between(server.clock().instant(), Instant.now()));
    return server;
  }

  private static void grant(String wish, TestServer server) {
    var words = wish.split(" ", -1);
    switch (words[0]) {
      case "restart" -> server.restart();
      case "advance" -> server.advance(Duration.parse(words[1]));
      default -> throw new IllegalArgumentException("asked for " + wish);
    }
  }
}
