package parley.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Received;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** Who is told what: account, service and conversation, by filters, words and methods. */
class ToldTest {
  private Receiver receiver;

  @BeforeEach
  void begin() {
    receiver = Receiver.start();
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource
  void accountServiceAndConversationAreEachToldForThemselves(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var chat = loud(server);
      var conversation = chat.conversation();
      configure(server, "/v1/Configuration/Webhooks", "/account");
      configure(server, service(server) + "/Configuration/Webhooks", "/service");
      addWebhook(chat, conversation, "webhook", "/own", "Configuration.Filters", "onMessageAdded");
      chat.say(conversation, "alice", "hello");
      assertThat(receiver.awaitAll(3).stream().map(Received::path))
          .containsExactlyInAnyOrder("/account", "/service", "/own");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatNoHeaderAsksForIsNotTold(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      configure(server, "/v1/Configuration/Webhooks", "/account");
      var conversation = server.chat().conversation();
      server.chat().say(conversation, "alice", "silent");
      loud(server).say(conversation, "alice", "loud");
      assertThat(bodies(receiver.awaitAll(1))).containsExactly("loud");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTriggerIsToldOfMessagesThatHoldItsWordInWhateverCase(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var chat = loud(server);
      var conversation = chat.conversation();
      addWebhook(chat, conversation, "trigger", "/own", "Configuration.Triggers", "help me");
      for (var body : List.of("hello", "please HELP ME now", "help", "end: help me")) {
        chat.say(conversation, "alice", body);
      }
      assertThat(bodies(receiver.awaitAll(2)))
          .containsExactly("please HELP ME now", "end: help me");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWebhookThatComesLateIsToldFirstWhatCameBefore(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var chat = loud(server);
      var conversation = chat.conversation();
      chat.sayAll(conversation, "alice", 5);
      addWebhook(
          chat,
          conversation,
          "webhook",
          "/own",
          "Configuration.Filters",
          "onMessageAdded",
          "Configuration.ReplayAfter",
          "2");
      chat.say(conversation, "alice", "after it");
      assertThat(receiver.awaitAll(4).stream().map(it -> it.form().get("Index")))
          .containsExactly("2", "3", "4", "5");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWebhookThatIsGoneIsNotTold(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var chat = loud(server);
      var conversation = chat.conversation();
      var sid =
          addWebhook(
              chat, conversation, "webhook", "/own", "Configuration.Filters", "onMessageAdded");
      chat.say(conversation, "alice", "before");
      chat.client().delete("/v1/Conversations/" + conversation + "/Webhooks/" + sid).is(204);
      chat.say(conversation, "alice", "unheard");
      addWebhook(chat, conversation, "webhook", "/own", "Configuration.Filters", "onMessageAdded");
      chat.say(conversation, "alice", "after");
      assertThat(bodies(receiver.awaitAll(2))).containsExactly("before", "after");
    }
  }

  @ParameterizedTest
  @EnumSource
  void flexAndStudioAreNeverCalled(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var chat = loud(server);
      var conversation = chat.conversation();
      configure(server, "/v1/Configuration/Webhooks", "/flex", "Target", "flex");
      chat.client()
          .post(
              "/v1/Conversations/" + conversation + "/Webhooks",
              "Target",
              "studio",
              "Configuration.FlowSid",
              "FW" + "0".repeat(32))
          .is(201);
      chat.say(conversation, "alice", "unheard");
      configure(server, "/v1/Configuration/Webhooks", "/webhook", "Target", "webhook");
      chat.say(conversation, "alice", "heard");
      assertThat(bodies(receiver.awaitAll(1))).containsExactly("heard");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatGoesIsToldToTheWebhooksThatGoWithIt(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var chat = loud(server);
      var conversation = chat.conversation();
      addWebhook(
          chat, conversation, "webhook", "/own", "Configuration.Filters", "onConversationRemoved");
      chat.client().delete("/v1/Conversations/" + conversation).is(204);
      assertThat(receiver.await(1).form())
          .containsEntry("EventType", "onConversationRemoved")
          .containsEntry("ConversationSid", conversation)
          .containsKey("DateRemoved");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTextThatIsTooLongForItsWayIsToldAsFailedWhoeverSentIt(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var chat = loud(server);
      var conversation = chat.conversation();
      var outside =
          chat.client()
              .post(
                  Chat.participants(conversation),
                  "MessagingBinding.Address",
                  "+15558675310",
                  "MessagingBinding.ProxyAddress",
                  "+15017122661")
              .is(201)
              .sid();
      addWebhook(
          chat, conversation, "webhook", "/own", "Configuration.Filters", "onDeliveryUpdated");
      var tooLong = "x".repeat(1601);
      var message = server.chat().say(conversation, "ada", tooLong).sid();
      server.chat().say(conversation, "ada", "short");
      var next = chat.say(conversation, "ada", tooLong).sid();
      assertThat(receiver.awaitAll(2).stream().map(it -> it.form().get("MessageSid")))
          .containsExactly(message, next);
      var told = receiver.await(1).form();
      var receipt =
          server
              .get(Chat.messages(conversation) + "/" + message + "/Receipts")
              .at("/delivery_receipts/0");
      assertThat(told)
          .containsEntry("EventType", "onDeliveryUpdated")
          .containsEntry("MessageSid", message)
          .containsEntry("ParticipantSid", outside)
          .containsEntry("DeliveryReceiptSid", receipt.get("sid").asString())
          .containsEntry("Status", "failed")
          .containsEntry("ErrorCode", "21617")
          .containsKey("DateCreated")
          .doesNotContainKeys("DateUpdated", "ChannelMessageSid");
    }
  }

  private static List<String> bodies(List<Received> told) {
    return told.stream().map(it -> it.parameters().get("Body")).toList();
  }

  private static Chat loud(TestServer server) {
    return new Chat(server.client().with("X-Twilio-Webhook-Enabled", "true"));
  }

  private static String service(TestServer server) {
    return "/v1/Services/" + server.get("/v1/Configuration").text("default_chat_service_sid");
  }

  private void configure(TestServer server, String path, String hook, String... more) {
    var form =
        Stream.concat(
                Stream.of("PostWebhookUrl", receiver.url(hook), "Filters", "onMessageAdded"),
                Stream.of(more))
            .toArray(String[]::new);
    server.post(path, form).is(200);
  }

  private String addWebhook(
      Chat chat, String conversation, String target, String hook, String... configuration) {
    var form =
        Stream.concat(
                Stream.of("Target", target, "Configuration.Url", receiver.url(hook)),
                Stream.of(configuration))
            .toArray(String[]::new);
    return chat.client()
        .post("/v1/Conversations/" + conversation + "/Webhooks", form)
        .is(201)
        .sid();
  }
}
