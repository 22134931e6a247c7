package parley.webhook;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.conversation.AddingConversation;
import parley.conversation.NewConversation;
import parley.http.Form;
import parley.problem.Limits;
import parley.testkit.GoldenText;
import parley.testkit.Received;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/**
 * What is told of each event, to the letter, as a receiver gets it; and that it can prove who
 * calls.
 */
@Timeout(60)
class EveryWebhookEventTest {
  private static final int CALLS_AFTER = 15;
  private static final Pattern SID = Pattern.compile("\\b([A-Z]{2})[0-9a-f]{32}\\b");

  @AutoClose private final TestServer server = TestServer.onSqlite().start();
  @AutoClose private final Receiver before = Receiver.start();
  @AutoClose private final Receiver after = Receiver.start();
  private final Map<String, String> sids = new LinkedHashMap<>();

  /** All calls: those before a change as they came, then the others by event. */
  private List<Received> journey(WebhookMethod method) {
    var form =
        new ArrayList<>(
            List.of(
                "PreWebhookUrl",
                before.url("/hook?shop=1"),
                "PostWebhookUrl",
                after.url("/hook?shop=1"),
                "Method",
                method.wire()));
    for (var event : WebhookEvent.values()) {
      form.addAll(List.of("Filters", event.wire()));
    }
    server.post("/v1/Configuration/Webhooks", form.toArray(String[]::new)).is(200);
    converse();
    var told = after.awaitAll(CALLS_AFTER).stream().sorted(comparing(EveryWebhookEventTest::event));
    return Stream.concat(before.received().stream(), told).toList();
  }

  private static String event(Received call) {
    return String.valueOf(call.parameters().get("EventType"));
  }

  private void converse() {
    var client = server.client().with("X-Twilio-Webhook-Enabled", "true");
    var room = "/v1/Conversations/room";
    client
        .post(
            "/v1/Conversations",
            "UniqueName",
            "room",
            "FriendlyName",
            "Rüme & 🎉",
            "Attributes",
            "{\"a\": 1}",
            "MessagingServiceSid",
            "MG" + "0".repeat(32))
        .is(201);
    client.post(room, "FriendlyName", "", "State", "inactive").is(200);
    client.post(room + "/Participants", "Identity", "ada", "Attributes", "{}").is(201);
    var outside =
        client
            .post(
                room + "/Participants",
                "MessagingBinding.Address",
                "whatsapp:+15558675310",
                "MessagingBinding.ProxyAddress",
                "whatsapp:+15017122661")
            .is(201)
            .sid();
    client.post(room + "/Participants/ada", "LastReadMessageIndex", "0").is(200);
    var medium = server.client().with("Content-Type", "image/png");
    var media = medium.postRaw("/v1/Services/" + service() + "/Media?Filename=a.png", "x");
    var message =
        client
            .post(
                room + "/Messages",
                "Author",
                "ada",
                "Body",
                "Grüße",
                "MediaSid",
                media.is(201).sid())
            .is(201)
            .sid();
    client
        .post(
            room + "/Messages/" + message + "/Receipts",
            "ParticipantSid",
            outside,
            "Status",
            "undelivered",
            "ErrorCode",
            "30003",
            "ChannelMessageSid",
            "SM" + "1".repeat(32))
        .is(200);
    client.post(room + "/Messages/" + message, "Body", "b", "Author", "elsewhere").is(200);
    client.delete(room + "/Messages/" + message).is(204);
    client.post("/v1/Users/ada", "FriendlyName", "Ada").is(200);
    client.delete(room + "/Participants/ada").is(204);
    client.delete(room).is(204);
  }

  private String service() {
    return server.get("/v1/Configuration").text("default_chat_service_sid");
  }

  private String steady(String text) {
    return SID.matcher(text)
        .replaceAll(
            found ->
                sids.computeIfAbsent(
                    found.group(), sid -> found.group(1) + "-" + (sids.size() + 1)));
  }

  @Test
  void everyParameterIsAsItWas() throws IOException {
    var text = new StringBuilder();
    for (var call : journey(WebhookMethod.POST)) {
      call.parameters().forEach((name, value) -> text.append(name + "=" + steady(value) + "\n"));
      text.append('\n');
    }
    GoldenText.assertIs("webhook/calls.txt", text.toString(), EveryWebhookEventTest.class);
  }

  @ParameterizedTest
  @EnumSource(WebhookMethod.class)
  void everyEventIsToldInACallThatTheOfficialValidatorAccepts(WebhookMethod method) {
    var calls = journey(method);
    assertThat(calls.stream().map(EveryWebhookEventTest::event).distinct())
        .as(
            "what converse() has told, in which each event has to happen, and CALLS_AFTER counts"
                + " those behind a change")
        .containsExactlyInAnyOrderElementsOf(WebhookEvent.names(List.of(WebhookEvent.values())));
    for (var call : calls) {
      assertThat(call.method()).isEqualTo(method.wire());
      assertThat(call.header("User-Agent")).isEqualTo("TwilioProxy/1.1");
      var signature = Objects.requireNonNull(call.header("X-Twilio-Signature"));
      var validator = new RequestValidator(TestServer.TOKEN);
      assertThat(validator.validate(call.url(), call.form(), signature)).isTrue();
      assertThat(call.parameters()).containsEntry("shop", "1").containsEntry("RetryCount", "0");
    }
    assertThat(calls)
        .extracting(call -> call.header("I-Twilio-Idempotency-Token"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void whatAMessageFromOutsideOpensIsToldWithIt() {
    var it = new Things(Things.BY_SMS);
    var wish = NewConversation.from(Form.of(Map.of(), Limits.DOCUMENTED)).openedBy(it.opener);
    var intent = new AddingConversation(Things.SERVICE, wish, null, it.cause);
    assertThat(PreEvents.parameters(intent))
        .containsEntry("Source", "SMS")
        .containsEntry("MessagingBinding.ProxyAddress", "+15017122661")
        .containsEntry("MessagingBinding.Address", "+15558675310")
        .containsEntry("MessagingBinding.ProjectedAddress", "+15550001111")
        .containsEntry("MessagingBinding.AuthorAddress", "+15558675310")
        .containsEntry("MessageBody", "hello")
        .containsKey("Media");
  }
}
