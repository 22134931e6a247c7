package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.http.HttpLimits.Draft;
import parley.testkit.RawConnection;
import parley.testkit.TestServer;

/** What the server takes upon itself for a caller, and how it refuses more. */
@Timeout(120)
class HttpLimitsTest {
  private final List<RawConnection> connections = new ArrayList<>();
  private TestServer server = TestServer.onSqlite();

  private void start(Consumer<Draft> limits) {
    server = TestServer.onSqlite().withHttpLimits(HttpLimits.but(limits)).start();
  }

  @AfterEach
  void close() {
    connections.forEach(RawConnection::close);
    server.close();
  }

  private RawConnection connect() {
    var connection = RawConnection.to(server.address());
    connections.add(connection);
    return connection;
  }

  private static String head(String line, String... headers) {
    var more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return line
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
        + TestServer.AUTHORIZATION
        + "\r\n"
        + more
        + "\r\n";
  }

  /** A body of which some came, and of which the rest does not. */
  private RawConnection stall(String path, int some, int announced) {
    return connect()
        .send(head("POST " + path, "Content-Length: " + announced))
        .send("A=" + "x".repeat(some - 2));
  }

  private static void assertRefused(String answer, int status, int code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\"code\":" + code, "\"status\":" + status, "\r\nContent-Type: application/json")
        .contains("\r\nAccess-Control-Allow-Origin: *\r\n", "\r\nTwilio-Request-Id: RQ");
  }

  @Test
  void aBodyThatStallsIsRefusedWhenItsTimeIsUp() {
    start(limits -> limits.requestTime = Duration.ofMillis(200));
    for (var path : List.of("/v1/Conversations", media())) {
      var answer = stall(path, 10, 1000).answer();
      assertRefused(answer, 408, 20408);
      assertThat(answer).containsIgnoringCase("\r\nConnection: close\r\n");
    }
  }

  @Test
  void aRequestThatDripsIsRefusedThoughItsConnectionIsNeverIdle() throws InterruptedException {
    start(limits -> limits.requestTime = Duration.ofMillis(300));
    var inHead = connect().send("GET /v1/Conversations HTTP/1.1\r\nHost: x\r\nX: ");
    var inBody = stall("/v1/Conversations", 2, 100_000);
    var dripping = Thread.ofVirtual().start(() -> drip("x", List.of(inHead, inBody)));
    assertRefused(inBody.answer(), 408, 20408);
    assertRefused(inHead.answer(), 408, 20408);
    dripping.interrupt();
    dripping.join();
  }

  @Test
  void whoSendsBlankLinesInPlaceOfARequestIsRefusedAndWhoIsSilentIsNot()
      throws InterruptedException {
    start(limits -> limits.requestTime = Duration.ofMillis(300));
    var silent = connect().send(head("GET /v1/Conversations"));
    assertThat(silent.answer()).startsWith("HTTP/1.1 200");
    var fresh = connect();
    var kept = connect().send(head("GET /v1/Conversations"));
    assertThat(kept.answer()).startsWith("HTTP/1.1 200");
    for (var blank : List.of(fresh, kept)) {
      var dripping = Thread.ofVirtual().start(() -> drip("\r\n", List.of(blank)));
      assertRefused(blank.answer(), 408, 20408);
      dripping.interrupt();
      dripping.join();
    }
    assertThat(silent.send(head("GET /v1/Conversations")).answer()).startsWith("HTTP/1.1 200");
  }

  private static void drip(String drop, List<RawConnection> connections) {
    try {
      while (true) {
        Thread.sleep(20);
        connections.forEach(connection -> connection.send(drop));
      }
    } catch (InterruptedException | UncheckedIOException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aLongBodyHasTheTimeThatItsBytesAllow() {
    start(
        limits -> {
          limits.requestTime = Duration.ofMillis(1);
          limits.bytesPerSecond = 1;
        });
    var body = "FriendlyName=" + "x".repeat(200);
    var connection = connect().send(head("POST /v1/Conversations", "Content-Length: 213"));
    connection.send(body.substring(0, 212)).send(body.substring(212));
    assertThat(connection.answer()).startsWith("HTTP/1.1 201");
  }

  @Test
  void bodiesThatStallTakeNoMoreMemoryThanIsSetAsideAndLeaveRoomForShortOnes() {
    start(limits -> limits.bodyBytesUnderWay = 400_000);
    for (var i = 0; i < 10; i++) {
      stall("/v1/Conversations", 100_000, 900_000);
    }
    var refused = stall("/v1/Conversations", 900_000, 900_000).answer();
    assertRefused(refused, 503, 20503);
    assertThat(refused).contains("\r\nRetry-After: ");
    server.post("/v1/Conversations", "FriendlyName", "short").is(201);
    connections.forEach(RawConnection::close);
    connections.clear();
    await()
        .untilAsserted(
            () -> server.client().postRaw("/v1/Conversations", "A=" + "x".repeat(250_000)).is(201));
  }

  @Test
  void uploadsThatStallAreWeighedToo() {
    start(limits -> limits.bodyBytesUnderWay = 1 << 20);
    var media = media();
    for (var i = 0; i < 8; i++) {
      stall(media, 1000, 100_000);
    }
    await().untilAsserted(() -> server.client().postRaw(media, "a picture").isProblem(503, 20503));
  }

  @Test
  void ofTooManyConnectionsTheNextIsToldSoAndRoomIsMadeByThoseThatClose() {
    start(limits -> limits.connections = 4);
    var kept = new ArrayList<RawConnection>();
    for (var i = 0; i < 4; i++) {
      kept.add(connect());
      assertThat(kept.getLast().send(head("GET /v1/Conversations")).answer())
          .startsWith("HTTP/1.1 200");
    }
    var refused = connect().send(head("GET /v1/Conversations")).answer();
    assertRefused(refused, 503, 20503);
    assertRefused(connect().send(head("GET /health/ready")).answer(), 503, 20503);
    assertThat(connect().send(head("GET /health/live")).answer())
        .as("who asks whether the process is to be ended")
        .startsWith("HTTP/1.1 200");
    assertThat(refused)
        .contains("\r\nRetry-After: ")
        .containsIgnoringCase("\r\nConnection: close\r\n");
    assertThat(kept.getFirst().send(head("GET /v1/Conversations")).answer())
        .startsWith("HTTP/1.1 200");
    kept.getFirst().close();
    await()
        .untilAsserted(
            () ->
                assertThat(connect().send(head("GET /v1/Conversations")).answer())
                    .startsWith("HTTP/1.1 200"));
  }

  @Test
  void aRequestLineAndHeadersHaveALength() {
    start(limits -> {});
    var line = "GET /v1/Conversations?X=" + "x".repeat(40_000);
    assertRefused(connect().send(head(line)).end().answer(), 414, 20414);
    var long_ = head("GET /v1/Conversations", "X: " + "y".repeat(40_000));
    assertRefused(connect().send(long_).end().answer(), 431, 20431);
  }

  @Test
  void whatStandsBeforeTheFileOfAFormHasALength() {
    start(limits -> {});
    var media = media();
    var type = "multipart/form-data; boundary=line";
    var field = "--line\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    for (var endless :
        List.of(
            field + "x".repeat(200_000),
            "--line\r\nX: " + "y".repeat(200_000),
            (field + "x\r\n").repeat(4000))) {
      var answer =
          server.client().with("Content-Type", type).postRaw(media, endless).isProblem(400, 20422);
      assertThat(answer.text("message")).contains("before its file");
    }
  }

  @Test
  void aReaderWhoDoesNotReadIsCutOff() {
    start(
        limits -> {
          limits.requestTime = Duration.ofMillis(300);
          limits.bytesPerSecond = Integer.MAX_VALUE;
        });
    var file = new byte[30 << 20];
    var made = server.client().with("Content-Type", "image/png").postRaw(media(), file).is(201);
    var content = "GET " + URI.create(made.at("/links/content").stringValue()).getPath();
    var slow = connect().send(head(content));
    await().until(() -> isCut(slow));
  }

  @Test
  void whoGoesOnSendingBehindTheLastAnswerIsCutOff() {
    start(
        limits -> {
          limits.requestTime = Duration.ofMillis(300);
          limits.restTime = Duration.ofHours(1);
        });
    var sending = refusedInTheMidst();
    await().until(() -> isCut(sending));
  }

  @Test
  void whoIsSilentBehindTheLastAnswerTakesNoConnectionForLong() {
    start(
        limits -> {
          limits.connections = 1;
          limits.restTime = Duration.ofMillis(100);
        });
    refusedInTheMidst();
    await()
        .untilAsserted(
            () -> {
              try (var next = RawConnection.to(server.address())) {
                assertThat(next.send(head("GET /v1/Conversations")).answer())
                    .startsWith("HTTP/1.1 200");
              }
            });
  }

  private RawConnection refusedInTheMidst() {
    var sending = stall("/v1/Conversations", 1000, 3 << 20);
    assertRefused(sending.answer(), 413, 20413);
    return sending;
  }

  private static boolean isCut(RawConnection connection) {
    try {
      connection.send("x");
      return false;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  private String media() {
    server.chat().joined("ada");
    var service = server.get("/v1/Users/ada").text("chat_service_sid");
    return "/v1/Services/" + service + "/Media";
  }
}
