package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.testkit.RawConnection;
import parley.testkit.TestServer;

/** A stop lets come to its end what has begun. */
@Timeout(120)
class StopTest {
  private static final String HEAD =
      "POST /v1/Conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\nAuthorization: "
          + TestServer.AUTHORIZATION
          + "\r\n\r\n";

  private static final String ASKED = "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n";

  private TestServer server = TestServer.onSqlite();

  @AfterEach
  void close() {
    server.close();
  }

  private Thread stop() {
    var address = server.address();
    var stopping = Thread.ofPlatform().start(server::close);
    await()
        .until(
            () -> {
              try (var socket = new Socket(address.getHost(), address.getPort())) {
                return !socket.isConnected();
              } catch (IOException e) {
                return true;
              }
            });
    return stopping;
  }

  @Test
  void aRequestThatIsStillArrivingIsAnsweredAndTheConnectionEnds() throws InterruptedException {
    server.start();
    try (var inBody = RawConnection.to(server.address());
        var inHead = RawConnection.to(server.address());
        var idle = RawConnection.to(server.address())) {
      // What came with a request that was answered has been read, or is being read.
      inBody.send(ASKED + HEAD + "FriendlyN");
      inHead.send(ASKED + HEAD.substring(0, 30));
      idle.send(ASKED);
      for (var connection : List.of(inBody, inHead, idle)) {
        assertThat(connection.answer()).startsWith("HTTP/1.1 401");
      }
      var stopping = stop();
      idle.awaitClosed();
      Thread.sleep(1500); // longer than the engine's own patience with a connection while it stops
      for (var answer :
          List.of(
              inBody.send("ame=finished").answer(),
              inHead.send(HEAD.substring(30) + "FriendlyName=finished".substring(1)).answer())) {
        assertThat(answer)
            .startsWith("HTTP/1.1 201")
            .containsIgnoringCase("\r\nConnection: close\r\n");
      }
      stopping.join();
    }
  }

  @Test
  void aStopDoesNotWaitForeverForARequestThatDoesNotCome() throws InterruptedException {
    server =
        TestServer.onSqlite()
            .withHttpLimits(HttpLimits.but(limits -> limits.drainTime = Duration.ofMillis(50)))
            .start();
    try (var stalled = RawConnection.to(server.address())) {
      stalled.send(HEAD + "FriendlyN");
      stop().join();
    }
  }

  @Test
  void aStopDoesNotWaitForASenderWhoGoesOnBehindItsAnswer() throws InterruptedException {
    server =
        TestServer.onSqlite()
            .withHttpLimits(
                HttpLimits.but(
                    limits -> {
                      limits.requestTime = Duration.ofHours(1);
                      limits.restTime = Duration.ofHours(1);
                      limits.drainTime = Duration.ofHours(1);
                    }))
            .start();
    try (var sending = RawConnection.to(server.address())) {
      var answer = sending.send(HEAD.replace("20", "2000000")).send("FriendlyN").answer();
      assertThat(answer).startsWith("HTTP/1.1 413");
      stop().join();
    }
  }
}
