package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.storage.Dialect;
import parley.testkit.Crowd;
import parley.testkit.LogLines;
import parley.testkit.TestServer;

/** Every line that is logged for a request bears its id, on whatever thread its work is done. */
@ParameterizedClass
@EnumSource(Dialect.class)
class RequestIdTest {
  private static final Logger LOG = LoggerFactory.getLogger(RequestIdTest.class);

  @RegisterExtension final TestServer server;
  @AutoClose private final LogLines log = LogLines.of(RequestIdTest.class.getName());

  RequestIdTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private Reply work(Call call) {
    var word = call.query().field("Word").text();
    LOG.info("door {}", word);
    server
        .database()
        .change(
            tx -> {
              tx.update("UPDATE accounts SET sid = sid").run();
              LOG.info("change {}", word);
            });
    LOG.info("end {}", word);
    return Reply.gone();
  }

  @Test
  void everyLineOfARequestBearsItsId() {
    server.routes().inAccount("/Work", at -> at.get("", this::work));
    var ids =
        Crowd.run(
            20,
            number ->
                server.get("/v1/Work?Word=w" + number).is(204).requiredHeader("Twilio-Request-Id"));
    assertThat(log.events()).hasSizeGreaterThanOrEqualTo(60);
    for (var line : log.events()) {
      var number = Integer.parseInt(line.getFormattedMessage().replaceFirst(".* w", ""));
      assertThat(line.getMDCPropertyMap()).containsEntry("request", ids.get(number));
    }
  }
}
