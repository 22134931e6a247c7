package parley.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Received;
import parley.testkit.Receiver;
import parley.testkit.Recount;
import parley.testkit.TestServer;

/** Webhooks hear of messages from outside without a header that asks for it, in one order (4.2). */
@ParameterizedClass
@EnumSource(Dialect.class)
class InboundWebhooksTest {
  @RegisterExtension final TestServer server;
  @AutoClose final Receiver receiver = Receiver.start();
  private Gateway gateway;

  InboundWebhooksTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void begin() {
    gateway = Gateway.of(server);
  }

  /** Has the receiver asked before and told after, of all that a message could do. */
  private void listen() {
    var form =
        new ArrayList<>(
            List.of(
                "PreWebhookUrl", receiver.url("/pre"), "PostWebhookUrl", receiver.url("/post")));
    for (var event :
        List.of(
            "onConversationAdd",
            "onConversationAdded",
            "onConversationUpdate",
            "onConversationUpdated",
            "onConversationStateUpdated",
            "onParticipantAdd",
            "onParticipantAdded",
            "onMessageAdd",
            "onMessageAdded")) {
      form.addAll(List.of("Filters", event));
    }
    server.post("/v1/Configuration/Webhooks", form.toArray(String[]::new)).is(200);
  }

  private static String event(Received received) {
    return String.valueOf(received.form().get("EventType"));
  }

  @Test
  void openingAConversationIsToldInTheDocumentedOrder() {
    gateway.configure();
    listen();
    var came = gateway.say("Grüße 🚲");
    var told = receiver.awaitAll(4);
    assertThat(told.stream().map(InboundWebhooksTest::event))
        .containsExactly(
            "onConversationAdd", "onConversationAdded", "onParticipantAdded", "onMessageAdded");
    assertThat(told.stream().map(it -> it.form().get("Source"))).containsOnly("SMS");
    assertThat(told).allMatch(InboundWebhooksTest::isSigned);
    assertThat(told.get(0).form())
        .containsEntry("MessageBody", "Grüße 🚲")
        .containsEntry("MessagingBinding.Address", Gateway.PHONE)
        .containsEntry("MessagingBinding.ProxyAddress", Gateway.NUMBER)
        .doesNotContainKey("ConversationSid");
    assertThat(told.get(1).form())
        .containsEntry("ConversationSid", came.text("conversation_sid"))
        .containsEntry("MessagingBinding.Address", Gateway.PHONE);
    assertThat(told.get(2).form())
        .containsEntry("ParticipantSid", came.text("participant_sid"))
        .containsEntry("MessagingBinding.Type", "SMS");
    assertThat(told.get(3).form())
        .containsEntry("MessageSid", came.text("message_sid"))
        .containsEntry("ParticipantSid", came.text("participant_sid"))
        .containsEntry("Author", Gateway.PHONE)
        .containsEntry("Body", "Grüße 🚲");
  }

  private static boolean isSigned(Received told) {
    return new RequestValidator(TestServer.TOKEN)
        .validate(
            told.url(), told.form(), Objects.requireNonNull(told.header("X-Twilio-Signature")));
  }

  @Test
  void aMessageIntoAConversationIsAskedAboutAndTold() {
    var participant = gateway.join(server.chat().conversation());
    listen();
    gateway.say("Hello");
    var told = receiver.awaitAll(2);
    assertThat(told.stream().map(InboundWebhooksTest::event))
        .containsExactly("onMessageAdd", "onMessageAdded");
    assertThat(told.getFirst().form())
        .containsEntry("Author", Gateway.PHONE)
        .containsEntry("ParticipantSid", participant)
        .containsEntry("Source", "SMS");
  }

  @Test
  void theWebhookOfTheAddressHearsOfTheMessageThatOpened() {
    gateway.configure(
        "AutoCreation.Type",
        "webhook",
        "AutoCreation.WebhookUrl",
        receiver.url("/own"),
        "AutoCreation.WebhookFilters",
        "onMessageAdded",
        "AutoCreation.WebhookFilters",
        "onParticipantAdded");
    gateway.say("Hello");
    gateway.say("Still here?");
    var told = receiver.awaitAll(3);
    assertThat(told.stream().map(InboundWebhooksTest::event))
        .containsExactly("onParticipantAdded", "onMessageAdded", "onMessageAdded");
    assertThat(told.stream().map(Received::path)).containsOnly("/own");
  }

  @Test
  void whoIsAskedMayNameTheConversationAndReword() {
    gateway.configure();
    listen();
    receiver.answering(
        it ->
            switch (event(it)) {
              case "onConversationAdd" -> Reaction.json(200, "{\"friendly_name\":\"A customer\"}");
              case "onMessageAdd" -> Reaction.json(200, "{\"body\":\"[redacted]\"}");
              default -> Reaction.status(200);
            });
    var came = gateway.say("Hello");
    var conversation = "/v1/Conversations/" + came.text("conversation_sid");
    assertThat(server.get(conversation).text("friendly_name")).isEqualTo("A customer");
    assertThat(server.get(came.text("url")).text("body")).isEqualTo("Hello");
    assertThat(server.get(gateway.say("4242").text("url")).text("body")).isEqualTo("[redacted]");
  }

  @Test
  void aRejectionDropsTheMessageForGood() {
    gateway.configure();
    listen();
    receiver.answeringAlways(Reaction.status(403));
    var dropped = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    assertThat(dropped.at("/dropped/reason").asString()).isEqualTo("rejected");
    assertThat(dropped.at("/conversation_sid").isNull()).isTrue();
    receiver.answeringAlways(Reaction.status(200));
    var again = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    assertThat(again.body()).isEqualTo(dropped.body());
    assertThat(receiver.received()).hasSize(1);
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();

    var conversation = gateway.say("Hello").text("conversation_sid");
    receiver.answering(it -> Reaction.status(event(it).equals("onMessageAdd") ? 400 : 200));
    assertThat(gateway.say("Rubbish").at("/dropped/reason").asString()).isEqualTo("rejected");
    assertThat(server.get(Chat.messages(conversation)).rows()).hasSize(1);
  }

  @Test
  void aFailureOfWhoIsAskedLeavesNothingAndTheMessageMayComeAgain() {
    gateway.configure();
    listen();
    receiver.answeringAlways(Reaction.status(500));
    gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).isProblem(403, 50057);
    receiver.answeringAlways(Reaction.status(200));
    var came = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    assertThat(came.at("/autocreated").asBoolean()).isTrue();
  }

  /** Does something while the first of these events is asked about. */
  private void during(String event, Runnable deed) {
    var first = firstOf(event);
    receiver.answering(
        it -> {
          if (first.test(it)) {
            deed.run();
          }
          return Reaction.status(200);
        });
  }

  private static Predicate<Received> firstOf(String event) {
    var seen = new ArrayList<Received>();
    return it -> {
      synchronized (seen) {
        return event(it).equals(event) && seen.isEmpty() && seen.add(it);
      }
    };
  }

  @Test
  void whileSomebodyIsAskedAnotherMessageMayOpenTheConversation() {
    gateway.configure();
    listen();
    during("onConversationAdd", () -> gateway.say("I was quicker"));
    var came = gateway.say("I was first");
    assertThat(came.at("/autocreated").asBoolean()).isFalse();
    assertThat(came.at("/index").asInt()).isEqualTo(1);
    assertThat(server.get("/v1/Conversations").rows()).hasSize(1);
    Recount.assertRight(server.database());
  }

  @Test
  void whileSomebodyIsAskedTheSameMessageMayBeTakenIn() {
    gateway.configure();
    listen();
    var same = new String[] {"Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)};
    during("onConversationAdd", () -> gateway.bring(same).is(200));
    var came = gateway.bring(same).is(200);
    assertThat(came.at("/autocreated").asBoolean()).isTrue();
    assertThat(server.get(Chat.messages(came.text("conversation_sid"))).rows()).hasSize(1);
  }

  @Test
  void whileSomebodyIsAskedTheConversationMayCloseSoAnotherIsOpened() {
    gateway.configure();
    var first = gateway.say("Hello").text("conversation_sid");
    listen();
    during(
        "onMessageAdd", () -> server.post("/v1/Conversations/" + first, "State", "closed").is(200));
    var came = gateway.say("Hello again");
    assertThat(came.at("/autocreated").asBoolean()).isTrue();
    assertThat(came.text("conversation_sid")).isNotEqualTo(first);
    assertThat(server.get(Chat.messages(first)).rows()).hasSize(1);
  }

  @Test
  void whileSomebodyIsAskedTheAddressMayGoSoNothingIsOpened() {
    var address = gateway.configure();
    listen();
    during(
        "onConversationAdd", () -> server.delete("/v1/Configuration/Addresses/" + address).is(204));
    var came = gateway.say("Hello");
    assertThat(came.at("/dropped/reason").asString()).isEqualTo("not_configured");
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
  }
}
