package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.RawConnection;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/** Nobody loses an answer, or the next request, to a body that was not read. */
@Timeout(300)
class RestOfBodyTest {
  private static final byte[] BODY = new byte[200_000];
  private static final int ROUNDS = 60;
  private static final int LONG_ROUNDS = 200;

  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private String media = "";

  @BeforeEach
  void thereIsAService() {
    server.chat().joined("ada");
    media = "/v1/Services/" + server.get("/v1/Users/ada").text("chat_service_sid") + "/Media";
  }

  @Test
  void manyRefusedUploadsOverKeptConnectionsAreAllAnswered() {
    var nobody = server.anonymous();
    var form = server.client().with("Content-Type", "multipart/form-data");
    for (var round = 0; round < ROUNDS; round++) {
      nobody.with("Content-Type", "image/png").postRaw(media, BODY).isProblem(401, 20003);
      server.client().postRaw("/v1/Nothing", BODY).isProblem(404, 20404);
      server.client().send("PUT", "/v1/Conversations", BODY).isProblem(405, 20004);
      form.postRaw(media, BODY).isProblem(400, 20422);
      server.client().with("Content-Type", "picture").postRaw(media, BODY).isProblem(400, 50511);
    }
  }

  @Test
  void anAnswerThatDoesNotWaitForALongBodyIsSeenByWhoStillSendsIt() {
    var long_ = new byte[3 << 20];
    var picture = server.client().with("Content-Type", "image/png");
    var nobody = server.anonymous().with("Content-Type", "image/png");
    for (var round = 0; round < LONG_ROUNDS; round++) {
      server.client().postRaw("/v1/Conversations", long_).isProblem(413, 20413);
      picture.postRaw("/v1/Nothing", long_).isProblem(404, 20404);
      nobody.postRaw(media, long_).isProblem(401, 20003);
    }
  }

  @Test
  void anAnswerThatNeedsNoMoreOfTheBodyKeepsTheConnectionGoodForTheNext() {
    var client = server.client();
    var rest = "x".repeat(300_000);
    var form =
        """
        --line\r
        Content-Disposition: form-data; name="file"; filename="a.txt"\r
        Content-Type: text/plain\r
        \r
        a\r
        --line\r
        Content-Disposition: form-data; name="b"\r
        \r
        %s\r
        --line--\r
        """
            .formatted(rest)
            .getBytes(StandardCharsets.UTF_8);
    for (var round = 0; round < ROUNDS; round++) {
      multipart(client, form).is(201);
      client.send("GET", "/v1/Conversations", BODY).is(200);
      client.send("DELETE", "/v1/Conversations/" + server.chat().conversation(), BODY).is(204);
      client.get("/v1/Conversations").is(200);
    }
  }

  private Answer multipart(TestClient client, byte[] form) {
    return client.with("Content-Type", "multipart/form-data; boundary=line").postRaw(media, form);
  }

  @Test
  void aConnectionGoesOnBehindABodyThatWasReadToItsEnd() {
    try (var connection = RawConnection.to(server.address())) {
      for (var line : List.of("GET /v1/Conversations", "PUT /v1/Users", "POST /v1/Nothing")) {
        var answer = connection.send(request(line, BODY.length)).send(BODY).answer();
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("Connection: close");
      }
      assertThat(connection.send(request("GET /v1/Conversations", 0)).answer())
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void behindABodyThatIsTooLongToReadTheConnectionEndsAndTheAnswerSaysSo() {
    for (var line : List.of("GET /v1/Conversations", "PUT /v1/Users", "POST /v1/Nothing")) {
      try (var connection = RawConnection.to(server.address())) {
        var answer = connection.send(request(line, 2 << 20)).send("a little").answer();
        assertThat(answer)
            .startsWith("HTTP/1.1 ")
            .containsIgnoringCase("\r\nConnection: close\r\n");
        connection.awaitClosed();
      }
    }
  }

  @Test
  void whoAsksBeforeItSendsIsToldAtOnce() {
    try (var connection = RawConnection.to(server.address())) {
      var asks =
          request("POST /v1/Nothing", 1000).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
      assertThat(connection.send(asks).answer())
          .startsWith("HTTP/1.1 404")
          .containsIgnoringCase("\r\nConnection: close\r\n");
    }
  }

  private static String request(String line, int length) {
    return line
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
        + TestServer.AUTHORIZATION
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }
}
