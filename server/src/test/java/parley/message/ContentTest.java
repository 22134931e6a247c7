package parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.messages;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** Messages that are made from a template. */
class ContentTest {
  private static final String TEMPLATE = "HX00000000000000000000000000000001";

  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private String conversation = "";

  @BeforeEach
  void thereIsAConversation() {
    conversation = server.chat().joined("ada");
  }

  private Answer send(String... form) {
    return server.post(messages(conversation), form);
  }

  private Answer vary(String variables) {
    return send("ContentSid", TEMPLATE, "ContentVariables", variables);
  }

  @Test
  void aTemplateNeedsNoBody() {
    var message = vary("{\"name\": \"John\"}").is(201);
    assertThat(message.text("content_sid")).isEqualTo(TEMPLATE);
    assertThat(message.at("/body").isNull()).isTrue();
    assertThat(send("Body", "").isProblem(400, 50503)).isNotNull();
  }

  @Test
  void aBodyBesideATemplateStandsInForItsTextAndMediaAreIgnored() {
    var message =
        send(
                "ContentSid", TEMPLATE,
                "Body", "Hello John",
                "MediaSid", "ME00000000000000000000000000000000")
            .is(201);
    assertThat(message.text("body")).isEqualTo("Hello John");
    assertThat(message.at("/media").isNull()).isTrue();
  }

  @Test
  void everyFaultHasItsCode() {
    send("ContentSid", "HX1").isProblem(400, 50526);
    send("Body", "x", "ContentVariables", "{\"a\":\"b\"}").isProblem(400, 50528);
    vary("nonsense").isProblem(400, 50527);
    vary("[]").isProblem(400, 50527);
    vary("{\"a\":1}").isProblem(400, 50527);
    vary("{\"a\":{}}").isProblem(400, 50527);
    vary("{\"a\":\"b\"} x").isProblem(400, 50527);
    vary("{\"%s\":\"b\"}".formatted("k".repeat(17))).isProblem(400, 50540);
    vary("{\"k\":\"%s\"}".formatted("v".repeat(257))).isProblem(400, 50541);
    vary(variables(101, 1)).isProblem(400, 50529);
    vary(" ".repeat(27_801) + "{}").isProblem(400, 50529);
    assertThat(server.get(messages(conversation)).rows()).isEmpty();
  }

  @Test
  void aHundredOfTheLongestVariablesFit() {
    assertThat(variables(100, 256)).hasSize(27_801);
    vary(variables(100, 256)).is(201);
  }

  private static String variables(int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"%016d\":\"%s\"".formatted(i, "v".repeat(length)))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
