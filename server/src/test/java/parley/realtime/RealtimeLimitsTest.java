package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.LiveClient;
import parley.testkit.RawConnection;
import parley.testkit.TestServer;

/** What connected clients may take of the server, and how it is refused beyond. */
class RealtimeLimitsTest {
  @RegisterExtension
  final TestServer server =
      TestServer.onSqlite()
          .withRealtimeLimits(
              RealtimeLimits.but(
                  draft -> {
                    draft.connections = 2;
                    draft.subscriptions = 3;
                    draft.requests = 2;
                  }));

  @Test
  void oneConnectionTooManyIsRefusedAndTakenWhenThereIsRoomAgain() {
    try (var one = server.live("ann")) {
      try (var two = server.live("ann")) {
        assertThat(upgrade("chat.example.com"))
            .startsWith("HTTP/1.1 503")
            .contains("\"code\":20503", "Retry-After: ");
        assertThat(server.get("/v1/Users").status()).isEqualTo(200); // requests have their own
        assertThat(two.isOpen()).isTrue();
      }
      await().until(() -> server.wiring().realtime.load().connections() == 1);
      try (var three = server.live("ann")) {
        assertThat(three.isOpen()).isTrue();
      }
      assertThat(one.isOpen()).isTrue();
    }
  }

  @Test
  void whoDoesNotShowATokenInTimeIsLetGo() {
    var hasty = RealtimeLimits.but(draft -> draft.initTime = Duration.ofMillis(1));
    try (var other = TestServer.onSqlite().withRealtimeLimits(hasty).start();
        var nobody = LiveClient.open(other.address())) {
      nobody.awaitEnd();
    }
  }

  @Test
  void subscriptionsBeyondTheLimitFailAndOthersGoOn() {
    var known = new LinkedHashMap<String, Long>();
    for (var i = 0; i < 4; i++) {
      var sid = server.post("/v1/Conversations").sid();
      server.post("/v1/Conversations/" + sid + "/Participants", "Identity", "ann").is(201);
      known.put("ES" + sid.substring(2), 0L);
    }
    try (var ann = server.live("ann")) {
      ann.subscribe(known);
      assertThat(ann.await("subscription_failed").at("/event/error/status").asInt()).isEqualTo(429);
      await().until(() -> server.wiring().realtime.load().subscriptions() == 3);
    }
    await().until(() -> server.wiring().realtime.load().subscriptions() == 0);
  }

  @Test
  void moreRequestsThanMayWaitAreAnsweredAllTheSame() {
    try (var ann = server.live("ann")) {
      var answers = ann.getAll("/Client/v2/Configuration", 100);
      assertThat(answers).allMatch(answer -> answer.status("http_status") == 200).hasSize(100);
    }
  }

  @Test
  void underWhichNameOfAHostItIsReachedMakesNoDifference() {
    for (var host : new String[] {"tsock.us1.twilio.com", "chat.example.com:8443"}) {
      assertThat(upgrade(host)).startsWith("HTTP/1.1 101").doesNotContain("deflate");
    }
  }

  private String upgrade(String host) {
    try (var connection = RawConnection.to(server.address())) {
      connection.send(
          """
          GET /v3/wsconnect HTTP/1.1\r
          Host: %s\r
          Origin: https://app.example.com\r
          Connection: Upgrade\r
          Upgrade: websocket\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          Sec-WebSocket-Extensions: permessage-deflate\r
          \r
          """
              .formatted(host));
      return connection.answer();
    }
  }
}
