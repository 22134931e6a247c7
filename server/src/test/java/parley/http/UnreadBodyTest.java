package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.testkit.TestServer;

/**
 * A refusal that does not wait for the body: the connection cannot go on, and the answer says so.
 */
class UnreadBodyTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/Users",
        "POST /v1/Nothing",
        "POST /v1/Services/IS1/Users",
        "PUT /v1/Users",
        "POST /v1/Users/%ff",
        "POST /v1/Users/%00"
      })
  void aRefusalBeforeTheBodyCameClosesTheConnectionAndSaysSo(String line) {
    var credentials = TestServer.ACCOUNT + ":" + TestServer.TOKEN;
    var wrong = line.equals("POST /v1/Users") ? "?" : "";
    var authorization =
        Base64.getEncoder().encodeToString((credentials + wrong).getBytes(StandardCharsets.UTF_8));
    // Raw: it returns when the server has closed, and the body that is promised never comes.
    var answer =
        server
            .client()
            .raw(
                line
                    + " HTTP/1.1\r\nHost: parley\r\nContent-Length: 12\r\nAuthorization: Basic "
                    + authorization
                    + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 4").containsIgnoringCase("\r\nConnection: close\r\n");
  }
}
