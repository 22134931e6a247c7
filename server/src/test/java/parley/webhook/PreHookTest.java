package parley.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.LogLines;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestClient;
import parley.testkit.TestServer;
import parley.webhook.WebhookRules.OnTimeout;

/** A webhook is asked before something is done, and what it answers counts. */
@Timeout(60)
class PreHookTest {
  private static final List<String> ALL =
      List.of(
          "onConversationAdd",
          "onConversationUpdate",
          "onConversationRemove",
          "onMessageAdd",
          "onMessageUpdate",
          "onMessageRemove",
          "onParticipantAdd",
          "onParticipantUpdate",
          "onParticipantRemove",
          "onUserUpdate");

  @AutoClose private final TestServer server = TestServer.onSqlite().start();
  @AutoClose private final Receiver hook = Receiver.start();
  private final TestClient client = heard(server);
  private final Chat silent = server.chat();
  private final String room = silent.conversation("FriendlyName", "Before");

  private static TestClient heard(TestServer server) {
    return server.client().with("X-Twilio-Webhook-Enabled", "true");
  }

  private static void configure(TestServer server, String scope, String url, List<String> events) {
    var form = new ArrayList<>(List.of("PreWebhookUrl", url));
    events.forEach(event -> form.addAll(List.of("Filters", event)));
    server.post(scope + "/Configuration/Webhooks", form.toArray(String[]::new)).is(200);
  }

  private void ask(Reaction answer) {
    configure(server, "/v1", hook.url("/pre"), ALL);
    hook.answeringAlways(answer);
  }

  private Answer say(String... form) {
    return client.post(Chat.messages(room), form);
  }

  private List<String> bodies() {
    return server.get(Chat.messages(room)).column("body");
  }

  @Test
  void itMayGiveANewMessageOtherWordsAnotherAuthorAndOtherAttributes() {
    var ada = silent.join(room, "ada");
    ask(
        Reaction.json(
            200,
            """
            {"body": "b🎉", "author": "ada", "attributes": "{\\"a\\": 1}", "friendly_name": "x"}
            """));
    var message = say("Body", "a", "Attributes", "{}").is(201);
    assertThat(message.text("body")).isEqualTo("b🎉");
    assertThat(message.text("author")).isEqualTo("ada");
    assertThat(message.text("participant_sid")).isEqualTo(ada);
    assertThat(message.text("attributes")).isEqualTo("{\"a\": 1}");
    assertThat(hook.received()).hasSize(1);
  }

  @Test
  void itMayChangeAnEditOfAMessage() {
    var message = silent.say(room, "ada", "a").sid();
    ask(Reaction.json(200, "{\"body\": \"c\"}"));
    var edited =
        client.post(Chat.messages(room) + "/" + message, "Body", "b", "Author", "bob").is(200);
    assertThat(edited.text("body")).isEqualTo("c");
    assertThat(edited.text("author")).isEqualTo("bob");
    assertThat(hook.await(1).form()).containsEntry("Body", "b").containsEntry("Author", "bob");
  }

  @Test
  void itMayNameAConversationAndClearTheName() {
    ask(Reaction.json(200, "{\"friendly_name\": \"By hook\", \"unique_name\": \"x\"}"));
    var made = client.post("/v1/Conversations", "FriendlyName", "Mine").is(201);
    assertThat(made.text("friendly_name")).isEqualTo("By hook");
    assertThat(made.at("/unique_name").isNull()).isTrue();
    hook.answeringAlways(Reaction.json(200, "{\"friendly_name\": \"\"}"));
    var edited = client.post("/v1/Conversations/" + room, "Attributes", "{}").is(200);
    assertThat(edited.at("/friendly_name").isNull()).isTrue();
  }

  @Test
  void aConversationMadeWithParticipantsIsAskedForOnceAndItsParticipantsNot() {
    ask(Reaction.json(200, "{\"friendly_name\": \"By hook\"}"));
    var made =
        client.post("/v1/ConversationWithParticipants", "Participant", "{\"identity\": \"ada\"}");
    assertThat(made.is(202).text("friendly_name")).isEqualTo("By hook");
    assertThat(hook.received())
        .extracting(call -> call.form().get("EventType"))
        .containsExactly("onConversationAdd");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 429})
  void whatItRejectsIsNotDone(int status) {
    ask(Reaction.json(status, "{\"body\": \"b\"}"));
    say("Body", "a").isProblem(403, 50056);
    assertThat(bodies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 301, 302, 307})
  void whatItFailsAtIsNotDone(int status) {
    ask(Reaction.status(status, Map.of("Location", hook.url("/elsewhere")), ""));
    say("Body", "a").isProblem(403, 50057);
    assertThat(bodies()).isEmpty();
    assertThat(hook.received()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "{",
        "[]",
        "null",
        "\"body\"",
        "{\"body\": \"b\"} x",
        "<html>",
        "{\"body\": null}"
      })
  void anAnswerThatSaysNothingChangesNothing(String answer) {
    ask(Reaction.json(200, answer));
    assertThat(say("Body", "a").is(201).text("body")).isEqualTo("a");
  }

  @Test
  void anAnswerInAnotherCharsetThanUtf8ChangesNothing() {
    var body = "{\"body\": \"\u00fc\"}"; // a byte for each character
    ask(
        Reaction.raw(
            "HTTP/1.1 200 Any\r\nContent-Length: %d\r\n\r\n".formatted(body.length()) + body));
    try (var log = LogLines.of(PreHooks.class.getName())) {
      assertThat(say("Body", "a").is(201).text("body")).isEqualTo("a");
      assertThat(log.all()).hasSize(1).allMatch(line -> line.contains("no JSON object"));
    }
  }

  @Test
  void otherSuccessesChangeNothing() {
    ask(Reaction.json(201, "{\"body\": \"b\"}"));
    assertThat(say("Body", "a").is(201).text("body")).isEqualTo("a");
    hook.answeringAlways(Reaction.status(204));
    say("Body", "a").is(201);
  }

  @Test
  void anAnswerThatIsTooLongChangesNothing() {
    ask(Reaction.json(200, "{\"body\": \"b\"" + " ".repeat(64 << 10) + "}"));
    try (var log = LogLines.of(PreHooks.class.getName())) {
      assertThat(say("Body", "a").is(201).text("body")).isEqualTo("a");
      assertThat(log.all()).hasSize(1).allMatch(line -> line.contains("answered too much"));
    }
  }

  @Test
  void whatItRejectsTakesNoIndex() {
    ask(Reaction.status(403));
    say("Body", "a").isProblem(403, 50056);
    hook.answeringAlways(Reaction.status(200));
    assertThat(say("Body", "b").is(201).at("/index").asInt()).isZero();
  }

  @ParameterizedTest
  @EnumSource(OnTimeout.class)
  void whatItDoesNotAnswerToIsDoneOrNotAsTheServerIsSet(OnTimeout rule) {
    var rules = new WebhookRules(false, Duration.ofMillis(200), rule);
    try (var other = TestServer.onSqlite().withWebhookRules(rules).start();
        var log = LogLines.of(PreHooks.class.getName())) {
      var conversation = other.chat().conversation();
      configure(other, "/v1", hook.url("/pre?secret=1"), ALL);
      hook.answeringAlways(Reaction.nothing());
      Runnable saying =
          () -> {
            var said = heard(other).post(Chat.messages(conversation), "Body", "a");
            if (rule == OnTimeout.CONTINUE) {
              said.is(201);
            } else {
              said.isProblem(403, 50057);
            }
          };
      saying.run();
      hook.answeringAlways(Reaction.hangUp());
      saying.run();
      hook.close();
      saying.run();
      assertThat(log.all())
          .hasSize(3)
          .allMatch(line -> line.startsWith("50076: no answer to onMessageAdd: "))
          .allMatch(line -> line.contains("127.0.0.1:" + hook.port()))
          .noneMatch(line -> line.contains("secret"));
    }
  }

  @Test
  void theAccountsIsAskedFirstAndTheServicesHearsWhatItChanged() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    configure(server, "/v1", hook.url("/account"), ALL);
    configure(server, "/v1/Services/" + service, hook.url("/service"), ALL);
    hook.answering(
        call ->
            call.path().equals("/account")
                ? Reaction.json(200, "{\"body\": \"b\", \"author\": \"ada\"}")
                : Reaction.json(200, "{\"body\": \"" + call.form().get("Body") + "c\"}"));
    var message = say("Body", "a").is(201);
    assertThat(message.text("body")).isEqualTo("bc");
    assertThat(message.text("author")).isEqualTo("ada");
    assertThat(hook.received())
        .extracting(call -> call.path() + " " + call.form().get("Body"))
        .containsExactly("/account a", "/service b");

    hook.answering(call -> Reaction.status(call.path().equals("/account") ? 400 : 500));
    say("Body", "a").isProblem(403, 50056);
    assertThat(hook.received()).hasSize(3);
  }

  @Test
  void whoIsMeantByAnAuthorIsToldAnewWhenTheFirstChangesIt() {
    var ada = silent.join(room, "ada");
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    configure(server, "/v1", hook.url("/account"), ALL);
    configure(server, "/v1/Services/" + service, hook.url("/service"), ALL);
    hook.answeringAlways(Reaction.json(200, "{\"author\": \"ada\"}"));
    say("Body", "a").is(201);
    assertThat(hook.received().getFirst().form()).doesNotContainKey("ParticipantSid");
    assertThat(hook.received().getLast().form()).containsEntry("ParticipantSid", ada);
  }

  @Test
  void aValueThatTheDoorWouldRefuseIsRefusedInTheSameWay() {
    ask(Reaction.json(200, "{\"attributes\": \"{\"}"));
    say("Body", "a").isProblem(400, 50304);
    hook.answeringAlways(Reaction.json(200, "{\"body\": 1}"));
    assertThat(say("Body", "a").isProblem(400, 20422).at("/details/parameter").asString())
        .isEqualTo("Body");
    hook.answeringAlways(Reaction.json(200, "{\"attributes\": {\"a\": 1}}"));
    assertThat(say("Body", "a").isProblem(400, 20422).at("/details/parameter").asString())
        .isEqualTo("Attributes");
    hook.answeringAlways(Reaction.json(200, "{\"body\": \"%s\"}".formatted("b".repeat(32_769))));
    say("Body", "a").isProblem(400, 50504);
    hook.answeringAlways(Reaction.json(200, "{\"body\": \"\"}"));
    say("Body", "a").isProblem(400, 50503);
    hook.answeringAlways(Reaction.json(200, "{\"body\": \"a\\u0000b\"}"));
    say("Body", "a").isProblem(400, 20422);
    hook.answeringAlways(Reaction.json(200, "{\"author\": \"%s\"}".formatted("b".repeat(257))));
    say("Body", "a").isProblem(400, 50310);
    hook.answeringAlways(
        Reaction.json(200, "{\"friendly_name\": \"%s\"}".formatted("b".repeat(257))));
    client.post("/v1/Conversations").isProblem(400, 50003);
    assertThat(bodies()).isEmpty();
  }

  /** Answers yes, having done something in between. */
  private void meanwhile(Runnable deed) {
    configure(server, "/v1", hook.url("/pre"), ALL);
    hook.answering(
        call -> {
          deed.run();
          return Reaction.status(200);
        });
  }

  @Test
  void whatWasCheckedBeforeIsCheckedAgainAfterwards() {
    meanwhile(() -> server.post("/v1/Conversations/" + room, "State", "closed").is(200));
    say("Body", "a").isProblem(400, 50377);
    assertThat(bodies()).isEmpty();
  }

  @Test
  void whatIsGoneMeanwhileIsNotFound() {
    var message = silent.say(room, "ada", "a").sid();
    meanwhile(() -> silent.unsay(room, message));
    client.post(Chat.messages(room) + "/" + message, "Body", "b").isProblem(404, 20404);
    meanwhile(() -> server.delete("/v1/Conversations/" + room).is(204));
    say("Body", "a").isProblem(404, 50350);
  }

  @Test
  void aNameThatMeansAnotherThingMeanwhileLeadsToTheOneThatWasAskedAbout() {
    server.post("/v1/Conversations/" + room, "UniqueName", "here").is(200);
    var other = new AtomicReference<String>();
    meanwhile(
        () -> {
          server.post("/v1/Conversations/" + room, "UniqueName", "there").is(200);
          other.set(silent.conversation("UniqueName", "here"));
        });
    var said = client.post(Chat.messages("here"), "Body", "a").is(201);
    assertThat(said.text("conversation_sid")).isEqualTo(room);
    assertThat(server.get(Chat.messages(other.get())).rows()).isEmpty();
  }

  @Test
  void whatIsInAConversationIsFoundThoughTheConversationGetsAnotherNameMeanwhile() {
    var message = "/Messages/" + silent.say(room, "ada", "a").sid();
    silent.join(room, "ada");
    var names = new AtomicInteger();
    meanwhile(
        () ->
            server
                .post("/v1/Conversations/" + room, "UniqueName", "name-" + names.incrementAndGet())
                .is(200));
    client.post("/v1/Conversations/" + room, "Attributes", "{}").is(200);
    client.post("/v1/Conversations/name-1" + message, "Body", "b").is(200);
    client.post("/v1/Conversations/name-2/Participants/ada", "Attributes", "[]").is(200);
    client.delete("/v1/Conversations/name-3" + message).is(204);
    client.delete("/v1/Conversations/name-4/Participants/ada").is(204);
    client.delete("/v1/Conversations/name-5").is(204);
  }

  @Test
  void itMayCallBackIntoTheSameConversation() {
    meanwhile(() -> silent.say(room, "hook", "first"));
    assertThat(say("Body", "second").is(201).at("/index").asInt()).isEqualTo(1);
    assertThat(bodies()).containsExactly("first", "second");
  }

  @Test
  void nobodyIsAskedAboutWhatCannotBeDoneAnyway() {
    ask(Reaction.status(200));
    var gone = room.substring(0, 33) + (room.endsWith("0") ? "1" : "0");
    client.post("/v1/Conversations/" + gone, "FriendlyName", "x").isProblem(404, 20404);
    client.delete("/v1/Conversations/" + gone).isProblem(404, 20404);
    client.post(Chat.messages(gone), "Body", "x").isProblem(404, 50350);
    client.post(Chat.participants(gone), "Identity", "ada").isProblem(404, 50350);
    client.delete(Chat.participants(room) + "/nobody").isProblem(404, 20404);
    client.post("/v1/Users/nobody", "FriendlyName", "x").isProblem(404, 20404);
    var message = silent.say(room, "ada", "a").sid();
    silent.join(room, "ada");
    server.post("/v1/Conversations/" + room, "State", "closed").is(200);
    client.post("/v1/Conversations/" + room, "FriendlyName", "x").isProblem(400, 50377);
    say("Body", "x").isProblem(400, 50377);
    client.post(Chat.messages(room) + "/" + message, "Body", "x").isProblem(400, 50377);
    client.post(Chat.participants(room), "Identity", "bob").isProblem(400, 50377);
    client.post(Chat.participants(room) + "/ada", "Attributes", "{}").isProblem(400, 50377);
    assertThat(hook.received()).isEmpty();
  }

  @Test
  void withoutTheHeaderNobodyIsAsked() {
    ask(Reaction.status(403));
    silent.say(room, "ada", "a");
    silent.join(room, "ada");
    client.delete(Chat.membership("ada", room)).is(204);
    client.post(Chat.participants(room), "Identity", "bob").isProblem(403, 50056);
    assertThat(hook.received()).hasSize(1);
  }

  @Test
  void aServerThatIsSetToAsksForEveryChange() {
    var rules = new WebhookRules(true, Duration.ofSeconds(5), OnTimeout.CONTINUE);
    try (var other = TestServer.onSqlite().withWebhookRules(rules).start()) {
      var conversation = other.chat().joined("ada");
      configure(other, "/v1", hook.url("/pre"), ALL);
      hook.answeringAlways(Reaction.status(403));
      other.post(Chat.messages(conversation), "Body", "a").isProblem(403, 50056);
      other.delete(Chat.membership("ada", conversation)).isProblem(403, 50056);
      assertThat(hook.received())
          .extracting(call -> call.form().get("EventType"))
          .containsExactly("onMessageAdd", "onParticipantRemove");
    }
  }

  @Test
  void whatNoFilterNamesAndFlexIsNotAsked() {
    hook.answeringAlways(Reaction.status(403));
    configure(server, "/v1", hook.url("/pre"), List.of("onMessageUpdate", "onMessageAdded"));
    say("Body", "a").is(201);
    configure(server, "/v1", hook.url("/pre"), ALL);
    say("Body", "a").isProblem(403, 50056);
    server.post("/v1/Configuration/Webhooks", "Target", "flex").is(200);
    say("Body", "a").is(201);
    server.post("/v1/Configuration/Webhooks", "Target", "webhook", "PreWebhookUrl", "").is(200);
    say("Body", "a").is(201);
    assertThat(hook.received()).hasSize(1);
  }

  @Test
  void aServiceThatGoesAsksNobodyAboutWhatIsInIt() {
    var service = server.post("/v1/Services", "FriendlyName", "s").is(201).sid();
    var path = "/v1/Services/" + service;
    var inside = server.post(path + "/Conversations").is(201).sid();
    server.post(path + "/Conversations/" + inside + "/Participants", "Identity", "a").is(201);
    ask(Reaction.status(403));
    client.delete(path).is(204);
    server.settle();
    server
        .database()
        .change(
            tx ->
                assertThat(
                        tx.query("SELECT sid FROM conversations WHERE sid = :sid")
                            .set("sid", inside)
                            .list(row -> row.text("sid")))
                    .isEmpty());
    assertThat(hook.received()).isEmpty();
  }
}
