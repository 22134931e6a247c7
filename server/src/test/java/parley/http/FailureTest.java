package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import parley.testkit.RawConnection;
import parley.testkit.TestServer;

/** Whoever is told of a failure of ours can have it found; nobody else fills the log. */
class FailureTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("parley.http");

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private List<String> errors() {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .map(event -> event.getMDCPropertyMap() + event.getFormattedMessage() + " " + reason(event))
        .toList();
  }

  private static String reason(ILoggingEvent event) {
    var failure = event.getThrowableProxy();
    return failure == null ? "" : failure.getClassName() + " " + failure.getMessage();
  }

  private void serve(Routes.Handler handler) {
    server.routes().inAccount("/Broken", at -> at.get("", handler));
  }

  private void assertFoundById(String word) {
    var answer = server.get("/v1/Broken").isProblem(500, 20500);
    var id = answer.requiredHeader("Twilio-Request-Id");
    assertThat(answer.text("message")).contains(id);
    assertThat(errors()).singleElement().asString().contains(id, word);
  }

  @Test
  void aBugOfAHandlerIsFoundInTheLogByItsId() {
    serve(
        call -> {
          throw new IllegalStateException("a bug");
        });
    assertFoundById("a bug");
  }

  @Test
  void anErrorOfTheMachineIsFoundInTheLogByItsId() {
    serve(
        call -> {
          throw new StackOverflowError("too deep");
        });
    assertFoundById("too deep");
  }

  @Test
  @SuppressWarnings("NullAway") // the bug that is tried
  void aBugBehindTheHandlerIsFoundInTheLogByItsId() {
    serve(call -> null);
    assertFoundById("NullPointerException");
  }

  /** Several times, for its end is a race of who answers it and who sees its sender go away. */
  @RepeatedTest(20)
  void aFileThatCannotBeReadIsFoundInTheLogByItsId() {
    serve(call -> new Reply(200, null, Map.of(), new Download(1000, new Unreadable(0))));
    assertFoundById("bad disk");
  }

  @Test
  void aFileThatCannotBeReadToItsEndEndsTheConnectionAndIsInTheLog() {
    serve(call -> new Reply(200, null, Map.of(), new Download(1 << 20, new Unreadable(1 << 19))));
    var request =
        "GET /v1/Broken HTTP/1.1\r\nHost: x\r\nAuthorization: "
            + server.authorization()
            + "\r\n\r\n";
    try (var connection = RawConnection.to(server.address())) {
      connection.send(request).awaitClosed();
    }
    await()
        .untilAsserted(
            () -> assertThat(errors()).singleElement().asString().contains("RQ", "bad disk"));
  }

  /** Bytes of which so many can be read. */
  private static final class Unreadable extends InputStream {
    private int left;

    Unreadable(int good) {
      left = good;
    }

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1) - 1;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      if (left <= 0) {
        throw new IOException("bad disk");
      }
      left -= count;
      return count;
    }
  }

  @Test
  void whatACallerDoesWrongIsNotInTheLog() {
    var head =
        " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
            + server.authorization()
            + "\r\n";
    var client = server.client();
    client.raw("POST /v1/Conversations" + head + "Content-Length: 10\r\n\r\nA=");
    client.raw("POST /v1/Conversations" + head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
    client.raw("GET /v1/Conversations/%zz" + head + "\r\n");
    client.raw("GET / HTTP/3.0\r\n\r\n");
    client.raw("\0\0\0\0\r\n\r\n");
    server.get("/nowhere").isProblem(404, 20404);
    assertThat(errors()).isEmpty();
  }
}
