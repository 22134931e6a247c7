package parley.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** A console hears what another server of the same database has changed. */
@Timeout(120)
class LiveFeedOfTwoServersTest {
  @RegisterExtension final TestServer server = TestServer.onPostgres();

  @Test
  void whatAnotherServerChangesIsToldAndASessionIsGoodThereToo() {
    try (var second = server.beside()) {
      var answer = server.client().post("/console/session").is(201);
      var session = answer.requiredHeader("Set-Cookie").split(";", 2)[0].split("=", 2)[1];
      var port = second.address().getPort();
      var headers =
          Map.of(
              "Cookie",
              "parley-console-" + port + "=" + session,
              "Origin",
              second.address().toString());
      var lunch = server.chat().conversation();
      try (var client = new FeedClient(second.address(), headers, true)) {
        client.want(answer.text("proof"), "\"conversation\":\"" + lunch + "\"").await("ready");
        server.chat().say(lunch, "ada", "x").is(201);
        assertThat(client.await("changed").get("conversation").asString()).isEqualTo(lunch);
      }
    }
  }
}
