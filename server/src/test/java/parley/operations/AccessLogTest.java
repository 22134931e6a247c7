package parley.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.LogLines;
import parley.testkit.TestServer;

class AccessLogTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite().withWatcher(new AccessLog());

  @AutoClose private final LogLines log = LogLines.of(AccessLog.class.getName());

  /** The lines, once there are so many: one may come after its answer. */
  private List<ILoggingEvent> lines(int count) {
    await().until(() -> log.events().size() >= count);
    return log.events();
  }

  private static Map<String, String> beside(ILoggingEvent line) {
    var all = new TreeMap<String, String>();
    line.getKeyValuePairs().forEach(pair -> all.put(pair.key, String.valueOf(pair.value)));
    return all;
  }

  @Test
  void eachRequestHasALineWithItsIdAndWhoAsked() {
    var answer = server.get("/v1/Users/nobody%2Fhere?Secret=word");
    var line = lines(1).getFirst();
    assertThat(line.getFormattedMessage()).isEqualTo("GET /v1/Users/nobody%2Fhere");
    assertThat(line.getMDCPropertyMap())
        .containsEntry("request", answer.requiredHeader("Twilio-Request-Id"));
    assertThat(beside(line))
        .containsEntry("status", "404")
        .containsEntry("route", "/v1/Users/{Sid}")
        .containsEntry("account", TestServer.ACCOUNT)
        .containsEntry("address", "127.0.0.1")
        .containsKey("ms")
        .hasSize(5);
  }

  @Test
  void aKeyIsNamedAndNobodyIsNot() {
    var key = server.apiKeys().add(TestServer.ACCOUNT, null);
    server.anonymous().as(key.sid(), key.secret()).get("/v1/Users").is(200);
    lines(1);
    server.anonymous().as(key.sid(), "wrong").get("/v1/Users").is(401);
    var lines = lines(2);
    assertThat(beside(lines.getFirst())).containsEntry("key", key.sid());
    assertThat(beside(lines.getLast())).containsEntry("status", "401").doesNotContainKey("account");
  }

  @Test
  void aTokenIsNamedByItsUserAndTheKeyThatSignedIt() {
    var token = server.post("/parley/v1/Tokens", "Identity", "ada\nadmin").is(201).text("token");
    lines(1);
    server.anonymous().with("Authorization", "Bearer " + token).get("/v1/Services").is(403);
    var signer = server.apiKeys().list(TestServer.ACCOUNT).getFirst().sid();
    assertThat(beside(lines(2).getLast()))
        .containsEntry("identity", "ada\nadmin")
        .containsEntry("key", signer)
        .containsEntry("status", "403");
  }

  @Test
  void aRequestThatIsRefusedBeforeItIsReadHasALineToo() {
    server.anonymous().raw("GET / HTTP/3.0\r\n\r\n");
    lines(1);
    server.anonymous().raw("GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    var lines = lines(2);
    assertThat(beside(lines.getFirst())).containsEntry("status", "400");
    assertThat(beside(lines.getLast())).containsEntry("status", "401").doesNotContainKey("route");
  }

  @Test
  void aPathIsCutThatIsNone() {
    server.get("/" + "a".repeat(5000)).is(404);
    assertThat(lines(1).getFirst().getFormattedMessage()).hasSizeLessThan(1100).endsWith("...");
  }
}
