package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.LiveClient;
import parley.testkit.TestServer;

/** Who is let in, for how long, and what is refused. */
class ConnectionTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private String service() {
    return server.get("/v1/Configuration").text("default_chat_service_sid");
  }

  @Test
  void whoShowsNoGoodTokenIsToldWhyAndAsksNothing() {
    try (var client = LiveClient.open(server.address())) {
      var refused = client.init("no token");
      assertThat(refused.status("status")).isEqualTo(401);
      assertThat(refused.header().at("/status/errorCode").asInt()).isEqualTo(20101);
      assertThat(client.get("/Client/v2/Configuration").status("status")).isEqualTo(401);
    }
  }

  @Test
  void aTokenThatEndsIsToldBeforeAndItsConnectionEndsWithIt() {
    try (var client = server.live("ann")) {
      server.advance(Duration.ofMinutes(58));
      var soon = client.await(frame -> frame.text("method").equals("client_update"));
      assertThat(soon.text("client_update_type")).isEqualTo("token_about_to_expire");
      server.advance(Duration.ofMinutes(3));
      var end = client.await(frame -> frame.text("method").equals("close"));
      assertThat(end.status("status")).isEqualTo(410);
      client.awaitEnd();
    }
  }

  @Test
  void aNewTokenOfTheSameUserPutsTheEndOffAndOneOfAnotherUserDoesNot() {
    try (var client = server.live("ann")) {
      var service = service();
      server.advance(Duration.ofMinutes(50));
      assertThat(client.update(server.token("bob", service)).status("status")).isEqualTo(401);
      assertThat(client.update(server.token("ann", service)).status("status")).isEqualTo(200);
      server.advance(Duration.ofMinutes(30));
      assertThat(client.get("/Client/v2/Configuration").status("http_status")).isEqualTo(200);
    }
  }

  @Test
  void aConnectionStaysOneUsers() {
    try (var client = server.live("ann")) {
      assertThat(client.init(server.token("bob", service())).status("status")).isEqualTo(401);
      assertThat(client.get("/Client/v2/Configuration").at("/identity").asString())
          .isEqualTo("ann");
    }
  }

  @Test
  void aRequestThatIsNoneIsRefused() {
    try (var client = server.live("ann")) {
      for (var params : List.of(Map.of("a", Map.of()), Map.of("a", List.of(List.of(1))))) {
        var request = Map.of("method", "GET", "path", "/Client/v2/Configuration", "params", params);
        assertThat(client.message(request).status("status")).isEqualTo(400);
      }
      for (var no : List.of("{}", "[1]", "\"" + "9".repeat(500_000) + "\"", "1e400", "true")) {
        var body = "{\"requests\": [], \"correlation_id\": " + no + "}";
        assertThat(client.post("/v4/Subscriptions", body).status("http_status")).isEqualTo(400);
      }
    }
  }

  @Test
  void aConnectionEndsWhenItsKeyIsRevoked() {
    var key = server.apiKeys().add(TestServer.ACCOUNT, "one that goes");
    try (var client = LiveClient.connect(server.address(), server.token("ann", service(), key))) {
      server.delete("/parley/v1/Keys/" + key.sid()).is(204);
      var end = client.await(frame -> frame.text("method").equals("close"));
      assertThat(end.status("status")).isEqualTo(401);
      client.awaitEnd();
    }
  }

  @Test
  void aClientThatHasGivenASignOfLifeIsHeardAsBefore() {
    var eager = RealtimeLimits.but(draft -> draft.ping = Duration.ZERO); // at each look
    try (var own = TestServer.onSqlite().withRealtimeLimits(eager).start();
        var client = own.live("ann")) {
      for (var i = 0; i < 4; i++) {
        own.advance(Duration.ofSeconds(1));
        assertThat(client.get("/Client/v2/Configuration").status("http_status")).isEqualTo(200);
      }
    }
  }

  @Test
  void aChangeThatIsAskedForRightBehindATokenWaitsForIt() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var token = server.token("ann", service);
    try (var known = server.live("ann")) {
      var conversations = known.link("conversations");
      for (var i = 0; i < 20; i++) {
        try (var client = LiveClient.open(server.address())) {
          var answer = client.initAndPost(token, conversations, "{}");
          assertThat(answer.status("http_status")).isEqualTo(201);
        }
      }
    }
  }

  @Test
  void whatIsNoFrameEndsTheConnection() {
    for (var bytes :
        new String[] {
          "", "GET / HTTP/1.1\r\n", "TWILSOCK V3.0 5\r\n{}", "TWILSOCK V3.0 2\r\n[]\r\n"
        }) {
      try (var client = server.live("ann")) {
        client.sendRaw(bytes.getBytes(StandardCharsets.UTF_8));
        assertThat(client.await(frame -> frame.text("method").equals("close")).status("status"))
            .isEqualTo(406);
        client.awaitEnd();
      }
    }
  }

  @Test
  void aFrameBeyondTheLimitEndsTheConnection() {
    try (var client = LiveClient.open(server.address())) {
      client.sendRaw(new byte[RealtimeLimits.FIRST_FRAME_BYTES + 1]);
      client.awaitEnd();
    }
  }

  @Test
  void whatIsAskedGoesTheWayOfRest() {
    try (var client = server.live("ann")) {
      var made = client.post(client.link("conversations"), "{\"unique_name\":\"a b\"}");
      assertThat(made.status("http_status")).isEqualTo(201);
      var again = client.post(client.link("conversations"), "{\"unique_name\":\"a b\"}");
      assertThat(again.status("http_status")).isEqualTo(409);
      assertThat(again.at("/code").asInt()).isEqualTo(50353);
      assertThat(client.post("/Client/v2/Nothing", "{}").status("http_status")).isEqualTo(404);
      assertThat(client.delete(client.link("users") + "/ann").status("http_status")).isEqualTo(404);
      var sid = made.at("/sid").asString();
      var refused =
          client.post(client.link("conversations") + "/" + sid + "/Messages", "{\"body\":\"x\"}");
      assertThat(refused.at("/code").asInt()).isEqualTo(50107); // he is not in it yet
      var broken = client.post(client.link("conversations"), "[1]");
      assertThat(broken.status("http_status")).isEqualTo(400);
    }
  }
}
