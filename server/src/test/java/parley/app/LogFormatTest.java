package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** How lines of the log look, whoever's text stands in them. */
class LogFormatTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LoggerContext context = new LoggerContext();

  private LoggingEvent event(String text, String request, @Nullable Throwable failure) {
    var logger = context.getLogger("parley.http.Dispatcher");
    var event = new LoggingEvent("", logger, Level.WARN, text, failure, null);
    event.setMDCPropertyMap(request.isEmpty() ? Map.of() : Map.of("request", request));
    return event;
  }

  private LoggingEvent event(String text) {
    return event(text, "", null);
  }

  private String written(LogFormat format, LoggingEvent event) {
    return new String(LogEncoders.of(format, context).encode(event), StandardCharsets.UTF_8);
  }

  private JsonNode json(LoggingEvent event) {
    var line = written(LogFormat.JSON, event);
    assertThat(line).endsWith("\n");
    assertThat(line.strip()).doesNotContain("\n", "\r");
    return MAPPER.readTree(line);
  }

  @Test
  void aLineForPeopleHasTheRequestItBelongsTo() {
    assertThat(written(LogFormat.HUMAN, event("nobody asked")))
        .matches("[-0-9]{10}T[:.0-9]{12}\\S+ WARN  Dispatcher: nobody asked\n");
    assertThat(written(LogFormat.HUMAN, event("somebody asked", "RQ1", null)))
        .endsWith(" WARN  RQ1 Dispatcher: somebody asked\n");
  }

  @Test
  void aLineForPeopleHasWhatStandsBesideIt() {
    var event = event("GET /");
    event.setKeyValuePairs(List.of(new KeyValuePair("status", 200)));
    assertThat(written(LogFormat.HUMAN, event)).endsWith(": GET / status=\"200\"\n");
  }

  @Test
  void noTextOfACallerEndsAValueAndAddsAnother() {
    var event = event("GET /");
    var forged = "x\" status=\"200\" y=\"\\";
    event.setKeyValuePairs(
        List.of(new KeyValuePair("identity", forged), new KeyValuePair("ms", null)));
    assertThat(written(LogFormat.HUMAN, event))
        .endsWith(": GET / identity=\"x\\\" status=\\\"200\\\" y=\\\"\\\\\" ms=\"null\"\n");
    assertThat(json(event).at("/kvpList/0/identity").asString()).isEqualTo(forged);
  }

  @Test
  void noWordsOfAFailureLookLikeALine() {
    var failure =
        new IllegalStateException("a\nbug\r\n2026-01-01 ERROR forged\u001b[2J\u0085forged");
    failure.initCause(new IllegalArgumentException("b\n2026-01-01 ERROR forged"));
    var lines = written(LogFormat.HUMAN, event("broken", "", failure)).split("\n", -1);
    assertThat(lines[0]).endsWith("Dispatcher: broken");
    assertThat(List.of(lines).subList(1, lines.length - 1))
        .hasSizeGreaterThan(5)
        .anyMatch(line -> line.contains("noWordsOfAFailureLookLikeALine"))
        .allMatch(line -> line.matches("\t[^\\p{Cntrl}\\x{85}]+"));
    assertThat(lines[lines.length - 1]).isEmpty();
  }

  @Test
  void aLineForProgramsIsOneObject() {
    var event = event("broken", "RQ1", new IllegalStateException("a\nbug"));
    event.setKeyValuePairs(List.of(new KeyValuePair("status", 200)));
    var line = json(event);
    assertThat(line.at("/timestamp").isIntegralNumber()).isTrue();
    assertThat(line.at("/level").asString()).isEqualTo("WARN");
    assertThat(line.at("/loggerName").asString()).isEqualTo("parley.http.Dispatcher");
    assertThat(line.at("/formattedMessage").asString()).isEqualTo("broken");
    assertThat(line.at("/mdc/request").asString()).isEqualTo("RQ1");
    assertThat(line.at("/kvpList/0/status").asString()).isEqualTo("200");
    assertThat(line.at("/throwable/message").asString()).isEqualTo("a\nbug");
    assertThat(line.at("/throwable/stepArray").size()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\u001b[2J", "\0"})
  void noTextOfACallerBeginsALineOrMovesTheCursor(String end) {
    var event = event("GET /a" + end + "2026-01-01 ERROR forged");
    event.setKeyValuePairs(List.of(new KeyValuePair("identity", "x" + end + "forged")));
    assertThat(written(LogFormat.HUMAN, event).stripTrailing())
        .doesNotContainPattern("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]")
        .contains("forged");
    var line = json(event);
    assertThat(line.at("/formattedMessage").asString()).isEqualTo(event.getFormattedMessage());
    assertThat(line.at("/kvpList/0/identity").asString()).isEqualTo("x" + end + "forged");
  }
}
