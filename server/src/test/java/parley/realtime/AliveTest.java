package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.LiveClient;
import parley.testkit.TestServer;

/** Clients that are there are listened to, and connections without one end. */
class AliveTest {
  private static final int LOOKS = 3;
  private static final byte[] ASKED =
      "TWILSOCK V3.0 22\r\n{\"method\":\"x\",\"id\":\"\"}\r\n".getBytes(StandardCharsets.UTF_8);

  @RegisterExtension
  final TestServer server =
      TestServer.onSqlite()
          .withRealtimeLimits(
              RealtimeLimits.but(
                  draft -> {
                    draft.ping = Duration.ZERO;
                    draft.idle = Duration.ofSeconds(3);
                  }));

  @Test
  void whoHasShownASignOfLifeIsListenedToAsBefore() {
    try (var client = server.live("ann")) {
      for (var i = 0; i < LOOKS; i++) {
        server.wiring().realtime.look(); // asks for one, which comes before what is asked next
        assertThat(client.get("/Client/v2/Configuration").status("http_status")).isEqualTo(200);
        assertThat(client.get("/Client/v2/Configuration").status("http_status")).isEqualTo(200);
      }
    }
  }

  @Test
  void whoAnswersNoPingIsTakenToBeGone() {
    try (var client = server.live("ann")) {
      client.stopReading();
      client.sendRaw(ASKED); // the answer is the last that it takes in
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.wiring().realtime.load().connections() == 0);
    }
  }

  @Test
  void whoSaysATextIsToldThatNobodyListens() {
    try (var client = LiveClient.open(server.address())) {
      client.sendText("hello");
      client.awaitEnd();
    }
  }
}
