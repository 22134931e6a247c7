package parley.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Recount;
import parley.testkit.TestServer;

/** A message from outside finds the conversation of its pair of addresses, or opens one (8.2). */
@ParameterizedClass
@EnumSource(Dialect.class)
class InboundMessageTest {
  @RegisterExtension final TestServer server;
  private Gateway gateway;
  private Chat chat;

  InboundMessageTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void begin() {
    gateway = Gateway.of(server);
    chat = server.chat();
  }

  @Test
  void aMessageOfALivePairIsItsParticipantsInItsConversation() {
    var conversation = chat.joined("ada");
    var participant = gateway.join(conversation);
    chat.say(conversation, "ada", "Are you there?");
    var came = gateway.bring("Body", "Yes", "Type", "SMS", "ProfileName", "Bob").is(200);
    assertThat(came.keys())
        .containsExactly(
            "account_sid",
            "channel_message_sid",
            "type",
            "from",
            "to",
            "chat_service_sid",
            "conversation_sid",
            "participant_sid",
            "message_sid",
            "index",
            "autocreated",
            "dropped",
            "date_created",
            "url");
    assertThat(came.text("type")).isEqualTo("sms");
    assertThat(came.text("conversation_sid")).isEqualTo(conversation);
    assertThat(came.text("participant_sid")).isEqualTo(participant);
    assertThat(came.at("/index").asInt()).isEqualTo(1);
    assertThat(came.at("/autocreated").asBoolean()).isFalse();
    assertThat(came.at("/dropped").isNull()).isTrue();
    var message = server.get(came.text("url")).is(200);
    assertThat(message.sid()).isEqualTo(came.text("message_sid"));
    assertThat(message.text("author")).isEqualTo(Gateway.PHONE);
    assertThat(message.text("participant_sid")).isEqualTo(participant);
    assertThat(message.text("body")).isEqualTo("Yes");
    assertThat(message.at("/delivery").isNull()).as("nobody else is outside chat").isTrue();
    assertThat(server.get(Chat.participants(conversation)).column("attributes"))
        .doesNotContain("{\"profile_name\":\"Bob\"}");
    Recount.assertRight(server.database());
  }

  @Test
  void thePairSpeaksThoughAnotherIsCalledLikeItsAddress() {
    var conversation = chat.joined(Gateway.PHONE);
    server
        .post(
            Chat.participants(conversation),
            "MessagingBinding.Address",
            Gateway.PHONE,
            "MessagingBinding.ProxyAddress",
            "+14155550111")
        .is(201);
    var participant = gateway.join(conversation);
    var came = gateway.say("It is me");
    assertThat(server.get(came.text("url")).text("participant_sid")).isEqualTo(participant);
  }

  @Test
  void aMessageWakesAnInactiveConversation() {
    var conversation = chat.conversation();
    gateway.join(conversation);
    server.post("/v1/Conversations/" + conversation, "State", "inactive").is(200);
    assertThat(gateway.say("Hello").text("conversation_sid")).isEqualTo(conversation);
    assertThat(server.get("/v1/Conversations/" + conversation).text("state")).isEqualTo("active");
  }

  @Test
  void anAddressThatIsNotConfiguredOrTurnedOffOpensNothing() {
    var nowhere = gateway.say("Hello");
    assertThat(nowhere.at("/dropped/reason").asString()).isEqualTo("not_configured");
    assertThat(nowhere.at("/dropped/message").asString()).contains("To is no configured address");
    assertThat(nowhere.at("/conversation_sid").isNull()).isTrue();
    assertThat(nowhere.at("/message_sid").isNull()).isTrue();
    assertThat(nowhere.at("/url").isNull()).isTrue();
    gateway.configure("AutoCreation.Enabled", "false");
    assertThat(gateway.say("Hello").at("/dropped/reason").asString()).isEqualTo("disabled");
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
  }

  @Test
  void aConfiguredAddressOpensAConversationInTheDefaultService() {
    gateway.configure();
    var came = gateway.bring("Body", "Hello", "ProfileName", "Bob \"B\"").is(200);
    assertThat(came.at("/autocreated").asBoolean()).isTrue();
    assertThat(came.at("/index").asInt()).isZero();
    var conversation = came.text("conversation_sid");
    var made = server.get("/v1/Conversations/" + conversation).is(200);
    assertThat(made.text("state")).isEqualTo("active");
    assertThat(made.text("chat_service_sid")).isEqualTo(came.text("chat_service_sid"));
    var participants = server.get(Chat.participants(conversation)).rows();
    assertThat(participants).hasSize(1);
    var participant = participants.getFirst();
    assertThat(participant.at("/sid").asString()).isEqualTo(came.text("participant_sid"));
    assertThat(participant.at("/messaging_binding").toString())
        .isEqualTo(
            "{\"type\":\"sms\",\"address\":\"%s\",\"proxy_address\":\"%s\"}"
                .formatted(Gateway.PHONE, Gateway.NUMBER));
    assertThat(participant.at("/attributes").asString())
        .isEqualTo("{\"profile_name\":\"Bob \\\"B\\\"\"}");
    assertThat(server.get(came.text("url")).text("body")).isEqualTo("Hello");
    assertThat(server.get("/v1/Conversations/" + conversation + "/Webhooks").rows()).isEmpty();

    var next = gateway.say("Still here?");
    assertThat(next.text("conversation_sid")).isEqualTo(conversation);
    assertThat(next.at("/autocreated").asBoolean()).isFalse();
    assertThat(next.at("/index").asInt()).isEqualTo(1);
    Recount.assertRight(server.database());
  }

  @Test
  void aConfiguredServiceIsWhereTheConversationIsOpened() {
    var service = server.post("/v1/Services", "FriendlyName", "support").is(201).sid();
    gateway.configure("AutoCreation.ConversationServiceSid", service);
    var came = gateway.say("Hello");
    assertThat(came.text("chat_service_sid")).isEqualTo(service);
    server
        .get("/v1/Services/" + service + "/Conversations/" + came.text("conversation_sid"))
        .is(200);
    server.delete("/v1/Services/" + service).is(204);
    assertThat(gateway.say("Hello?").at("/dropped/reason").asString()).isEqualTo("disabled");
  }

  @Test
  void anAddressOfAnotherTypeIsNotMeant() {
    server
        .post(
            "/v1/Configuration/Addresses",
            "Type",
            "whatsapp",
            "Address",
            "whatsapp:" + Gateway.NUMBER,
            "AutoCreation.Enabled",
            "true")
        .is(201);
    assertThat(gateway.say("Hello").at("/dropped/reason").asString()).isEqualTo("not_configured");
    var came =
        server
            .post(
                Gateway.PATH,
                "From",
                "whatsapp:" + Gateway.PHONE,
                "To",
                "whatsapp:" + Gateway.NUMBER,
                "Body",
                "Hello")
            .is(200);
    assertThat(came.text("type")).isEqualTo("whatsapp");
    assertThat(came.at("/autocreated").asBoolean()).isTrue();
  }

  @Test
  void aConversationThatIsOverIsNotOpenedAgainButANewOne() {
    gateway.configure();
    var first = gateway.say("Hello");
    server.post("/v1/Conversations/" + first.text("conversation_sid"), "State", "closed").is(200);
    var second = gateway.say("Hello again");
    assertOpenedAnew(second, first);
    chat.leave(second.text("conversation_sid"), second.text("participant_sid"));
    var third = gateway.say("And again");
    assertOpenedAnew(third, second);
    server.delete("/v1/Conversations/" + third.text("conversation_sid")).is(204);
    assertOpenedAnew(gateway.say("Once more"), third);
  }

  private static void assertOpenedAnew(Answer later, Answer earlier) {
    assertThat(later.at("/autocreated").asBoolean()).isTrue();
    assertThat(later.text("conversation_sid")).isNotEqualTo(earlier.text("conversation_sid"));
  }

  @Test
  void aWebhookOfTheAddressIsTheConversationsOwn() {
    gateway.configure(
        "AutoCreation.Type",
        "webhook",
        "AutoCreation.WebhookUrl",
        "https://hook.invalid/hook",
        "AutoCreation.WebhookMethod",
        "get",
        "AutoCreation.WebhookFilters",
        "onMessageAdded",
        "AutoCreation.WebhookFilters",
        "onParticipantAdded");
    var conversation = gateway.say("Hello").text("conversation_sid");
    var webhooks = server.get("/v1/Conversations/" + conversation + "/Webhooks").rows();
    assertThat(webhooks).hasSize(1);
    assertThat(webhooks.getFirst().at("/target").asString()).isEqualTo("webhook");
    assertThat(webhooks.getFirst().at("/configuration").toString())
        .isEqualTo(
            "{\"url\":\"https://hook.invalid/hook\",\"method\":\"get\","
                + "\"filters\":[\"onMessageAdded\",\"onParticipantAdded\"]}");
  }

  @Test
  void aWebhookWithoutFiltersWouldHearNothingAndIsNotThere() {
    gateway.configure(
        "AutoCreation.Type", "webhook", "AutoCreation.WebhookUrl", "https://hook.invalid/hook");
    var conversation = gateway.say("Hello").text("conversation_sid");
    assertThat(server.get("/v1/Conversations/" + conversation + "/Webhooks").rows()).isEmpty();
  }

  @Test
  void aFlowOfTheAddressIsKeptWithTheConversation() {
    var flow = "FW" + "a".repeat(32);
    gateway.configure("AutoCreation.Type", "studio", "AutoCreation.StudioFlowSid", flow);
    var conversation = gateway.say("Hello").text("conversation_sid");
    var webhook = server.get("/v1/Conversations/" + conversation + "/Webhooks").rows().getFirst();
    assertThat(webhook.at("/target").asString()).isEqualTo("studio");
    assertThat(webhook.at("/configuration/flow_sid").asString()).isEqualTo(flow);
  }

  @Test
  void theSameMessageAgainIsAnsweredAsTheFirstAndAddsNothing() {
    gateway.configure();
    var first = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    var again = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.text("channel_message_sid")).isEqualTo(Gateway.fresh(1));
    var messages = Chat.messages(first.text("conversation_sid"));
    assertThat(server.get(messages).rows()).hasSize(1);
    gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(2)).is(200);
    assertThat(server.get(messages).rows()).hasSize(2);
  }

  @Test
  void whatWasDroppedStaysDroppedWhenItComesAgain() {
    var first = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    gateway.configure();
    var again = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.at("/dropped/reason").asString()).isEqualTo("not_configured");
  }

  @Test
  void theSameMessageIsKnownAgainForAWeek() {
    gateway.configure();
    gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    server.advance(Duration.ofDays(6));
    var known = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    assertThat(known.at("/index").asInt()).isZero();
    server.advance(Duration.ofDays(2));
    server.settle();
    var later = gateway.bring("Body", "Hello", "ChannelMessageSid", Gateway.fresh(1)).is(200);
    assertThat(later.at("/index").asInt()).isEqualTo(1);
  }

  @Test
  void anUploadIsAttached() {
    gateway.configure();
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var uploads = "/v1/Services/" + service + "/Media";
    var media =
        server
            .client()
            .with("Content-Type", "image/png")
            .postRaw(uploads, "a picture")
            .is(201)
            .sid();
    var came = gateway.bring("MediaSid", media).is(200);
    assertThat(server.get(came.text("url")).at("/media/0/sid").asString()).isEqualTo(media);
    gateway.bring("MediaSid", media).isProblem(409, 50508);
    gateway.bring("MediaSid", "ME" + "0".repeat(32)).isProblem(404, 50507);
    assertThat(server.get(Chat.messages(came.text("conversation_sid"))).rows()).hasSize(1);
  }

  @Test
  void whatIsWrongIsNamed() {
    refused(50411, "From", "From", "");
    refused(50407, "From", "From", "nobody");
    refused(50412, "To", "To", "");
    refused(50408, "To", "To", "12");
    refused(50414, "To", "To", "whatsapp:+14155550199");
    refused(50409, "To", "To", Gateway.PHONE);
    refused(20422, "Type", "Type", "pigeon");
    refused(20422, "Type", "Type", "whatsapp");
    refused(50503, "Body", "Body", "");
    refused(50504, "Body", "Body", "x".repeat(32 * 1024 + 1));
    refused(20423, "ChannelMessageSid", "ChannelMessageSid", "SM1");
    refused(20422, "ProfileName", "ProfileName", "x".repeat(257));
    refused(20422, "MediaUrl", "MediaUrl", "ftp://example.com/a");
    refused(20422, "MediaUrl", "MediaUrl", "https://hook.invalid/" + "a".repeat(2048));
    var eleven = new String[22];
    for (var i = 0; i < 22; i += 2) {
      eleven[i] = "MediaUrl";
      eleven[i + 1] = "https://hook.invalid/" + i;
    }
    refused(20422, "MediaUrl", eleven);
  }

  private void refused(int code, String parameter, String... form) {
    var good = new ArrayList<>(List.of("Body", "Hello"));
    good.addAll(List.of(form));
    var answer = gateway.bring(good.toArray(String[]::new)).isProblem(400, code);
    assertThat(answer.at("/details/parameter").asString()).isEqualTo(parameter);
  }
}
