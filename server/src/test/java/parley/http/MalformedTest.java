package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.testkit.TestServer;

/** What is no request at all is answered as everything else is: it is the sender's to mend. */
class MalformedTest {
  private static final String HEADERS =
      "Host: x\r\nConnection: close\r\nAuthorization: " + TestServer.AUTHORIZATION + "\r\n";

  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private String media = "";

  @BeforeEach
  void thereIsAService() {
    server.chat().joined("ada");
    media = "/v1/Services/" + server.get("/v1/Users/ada").text("chat_service_sid") + "/Media";
  }

  private String refusal(String request) {
    var answer = server.client().raw(request);
    assertThat(answer)
        .as(request)
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":20422", "\"status\":400", "/docs/errors/20422")
        .contains("\r\nContent-Type: application/json;charset=utf-8\r\n")
        .contains("\r\nAccess-Control-Allow-Origin: *\r\n", "\r\nTwilio-Request-Id: RQ");
    return answer;
  }

  @Test
  void aBodyThatEndsEarlyIsTheSendersFault() {
    for (var path : List.of("/v1/Conversations", "/v1/Conversations/CH1", media)) {
      for (var type :
          List.of("application/x-www-form-urlencoded", "multipart/form-data;boundary=b")) {
        var head = "POST " + path + " HTTP/1.1\r\n" + HEADERS + "Content-Type: " + type + "\r\n";
        refusal(head + "Content-Length: 100\r\n\r\nFriendlyName=x");
        refusal(head + "Transfer-Encoding: chunked\r\n\r\n50\r\nFriendlyName=x");
      }
    }
  }

  @Test
  void aBodyWithMalformedChunksIsTheSendersFault() {
    for (var path : List.of("/v1/Conversations", media)) {
      var head = "POST " + path + " HTTP/1.1\r\n" + HEADERS + "Transfer-Encoding: chunked\r\n\r\n";
      refusal(head + "zz\r\nA=1\r\n0\r\n\r\n");
      refusal(head + "3\r\nA=1\r\nzz\r\n");
      refusal(head + "-1\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/0.9", "HTTP/3.0", "HTTP/2.0", "HTTP/1.2"})
  void anotherVersionOfHttpIsNamedAsTheFault(String version) {
    assertThat(refusal("GET /v1/Conversations " + version + "\r\n" + HEADERS + "\r\n"))
        .contains("HTTP/1.1 or HTTP/1.0");
  }

  @Test
  void aRequestLineWithoutAVersionIsRefused() {
    refusal("GET /v1/Conversations\r\n");
  }

  @Test
  void aBrokenEscapeInAPathIsRefusedLikeAnyOther() {
    for (var path : List.of("/v1/Conversations/%zz", "/v1/Conversations/%", "/%zz")) {
      refusal("GET " + path + " HTTP/1.1\r\n" + HEADERS + "\r\n");
    }
  }

  @Test
  void headersThatMakeNoSenseAreRefused() {
    for (var bad :
        List.of(
            "Content-Length: x\r\n", "Content-Length: -1\r\n", "Expect: wonders\r\n", ": x\r\n")) {
      refusal("POST /v1/Conversations HTTP/1.1\r\n" + HEADERS + bad + "\r\n");
    }
  }
}
