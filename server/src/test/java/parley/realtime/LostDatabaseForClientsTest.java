package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.LiveClient;
import parley.testkit.TestServer;

/** What clients that stay connected are told while PostgreSQL is away. */
class LostDatabaseForClientsTest {
  @RegisterExtension
  final TestServer server =
      TestServer.onPostgres()
          .withDatabase(
              place ->
                  place.overWire().with(options -> options.withPatience(Duration.ofSeconds(3))));

  @Test
  void whoIsConnectedStaysSoAndIsLookedAtAgain() {
    try (var ann = server.live("ann")) {
      server.place().wire().unplug();
      assertThatCode(server.wiring().realtime::look).doesNotThrowAnyException();
      server.place().wire().mend();
      await().until(() -> ann.get("/Client/v2/Configuration").status("http_status") == 200);
      server.advance(Duration.ofHours(2));
      var end = ann.await(frame -> frame.text("method").equals("close"));
      assertThat(end.status("status")).isEqualTo(410);
    }
  }

  @Test
  void whoShowsATokenMeanwhileIsToldAtOnceThatTheServerHasFailed() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var token = server.token("ann", service);
    try (var ann = LiveClient.connect(server.address(), token);
        var late = LiveClient.open(server.address())) {
      server.place().wire().unplug();
      assertThat(late.init(token).status("status")).isEqualTo(500);
      assertThat(ann.update(token).status("status")).isEqualTo(500);
      server.place().wire().mend();
      await().until(() -> late.init(token).status("status") == 200);
    }
  }
}
