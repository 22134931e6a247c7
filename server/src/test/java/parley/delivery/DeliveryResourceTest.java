package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Received;
import parley.testkit.Receiver;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/** What was told can be looked at, told again and called off. */
@ParameterizedClass
@EnumSource(Dialect.class)
class DeliveryResourceTest {
  private static final String PATH = "/parley/v1/Deliveries";
  private static final String PASSWORD = "a-password";

  @RegisterExtension final TestServer server;
  private Receiver receiver;

  DeliveryResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void begin() {
    receiver = Receiver.start();
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  @Test
  void aDeliveryIsShownWithWhatWasToldAndHowItWent() {
    var chat = loud();
    var conversation = chat.conversation();
    receiver.answeringAlways(Reaction.json(200, "{}"));
    chat.say(conversation, "alice", "hello");
    var sid = awaitAll("delivered", 1).getFirst();
    var shown = server.get(PATH + "/" + sid).is(200);
    assertThat(shown.keys())
        .containsExactly(
            "sid",
            "account_sid",
            "status",
            "event_type",
            "conversation_sid",
            "webhook_sid",
            "level",
            "method",
            "target_url",
            "parameters",
            "attempts",
            "next_attempt_at",
            "last_response_status",
            "last_error",
            "duration_ms",
            "date_created",
            "date_updated",
            "url",
            "attempt_log");
    assertThat(shown.text("event_type")).isEqualTo("onMessageAdded");
    assertThat(shown.text("conversation_sid")).isEqualTo(conversation);
    assertThat(shown.text("level")).isEqualTo("account");
    assertThat(shown.text("method")).isEqualTo("POST");
    assertThat(shown.at("/parameters/Body").asString()).isEqualTo("hello");
    assertThat(shown.at("/attempts").asInt()).isEqualTo(1);
    assertThat(shown.at("/next_attempt_at").isNull()).isTrue();
    assertThat(shown.at("/last_response_status").asInt()).isEqualTo(200);
    assertThat(shown.at("/attempt_log/0/answer").asString()).isEqualTo("{}");
    assertThat(server.get(shown.text("url")).is(200).sid()).isEqualTo(sid);
  }

  @Test
  void ofAUrlTheCredentialsAreShownNowhere() {
    var chat =
        Deliverable.loud(server, receiver.url("/hook").replace("://", "://user:" + PASSWORD + "@"));
    receiver.answeringAlways(Reaction.status(400));
    chat.say(chat.conversation(), "alice", "hello");
    receiver.await(1);
    var sid = await().until(() -> sids("").stream().findFirst().orElse(""), it -> !it.isEmpty());
    for (var answer : List.of(server.get(PATH), server.get(PATH + "/" + sid))) {
      assertThat(answer.is(200).body()).doesNotContain(PASSWORD).contains(receiver.url("/hook"));
    }
  }

  @Test
  void oneThatWentWellAtOnceHasItsTryToo() {
    var chat = loud();
    chat.say(chat.conversation(), "alice", "hello");
    var sid = awaitAll("delivered", 1).getFirst();
    assertThat(column(server.get(PATH + "/" + sid), "status")).containsExactly(200);
    server.post(PATH + "/" + sid + "/Replay").is(202);
    receiver.awaitAll(2);
    awaitAll("delivered", 1);
    assertThat(column(server.get(PATH + "/" + sid), "status")).containsExactly(200, 200);
  }

  @Test
  void listsAreFilteredNewestFirst() {
    var chat = loud();
    var one = chat.conversation();
    var other = chat.conversation();
    receiver.answering(it -> Reaction.status(other.equals(conversation(it)) ? 410 : 200));
    chat.sayAll(one, "alice", 2);
    chat.say(other, "alice", "hello");
    awaitAll("failed", 1);
    awaitAll("delivered", 2);
    assertThat(sids("")).hasSize(3).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(sids("?Status=pending")).isEmpty();
    assertThat(sids("?Status=FAILED&ConversationSid=" + other)).hasSize(1);
    assertThat(sids("?Status=failed&ConversationSid=" + one)).isEmpty();
    assertThat(sids("?ConversationSid=" + one)).hasSize(2);
    assertThat(sids("?EventType=onmessageadded")).hasSize(3);
    assertThat(sids("?EventType=onMessageRemoved")).isEmpty();
    assertThat(sids("?Target=" + TestClient.quote(receiver.url("/ho")))).hasSize(3);
    assertThat(sids("?Target=" + TestClient.quote(receiver.url("/%")))).isEmpty();
    var first = server.get(PATH + "?PageSize=2&ConversationSid=" + one + "&Status=delivered");
    assertThat(first.is(200).column("sid")).hasSize(2);
    assertThat(first.at("/meta/url").asString()).contains("Status=delivered&ConversationSid=");
  }

  @Test
  void aFilterThatCannotBeIsNamed() {
    for (var bad : List.of("Status=sent", "ConversationSid=CH1")) {
      var name = bad.replaceFirst("=.*", "");
      var code = name.equals("Status") ? 20422 : 20423;
      assertThat(server.get(PATH + "?" + bad).isProblem(400, code).text("message")).contains(name);
      server.post(PATH + "/Replay", bad.split("=")).isProblem(400, code);
    }
  }

  @Test
  void aFailedOneIsToldAgainByTheSameToken() {
    var chat = loud();
    receiver.answeringAlways(Reaction.status(410));
    chat.say(chat.conversation(), "alice", "hello");
    var sid = awaitAll("failed", 1).getFirst();
    receiver.answeringAlways(Reaction.status(200));
    assertThat(server.post(PATH + "/" + sid + "/Replay").is(202).text("status"))
        .isEqualTo("pending");
    var told = receiver.awaitAll(2);
    assertThat(told.stream().map(it -> it.header("I-Twilio-Idempotency-Token")).distinct())
        .hasSize(1);
    assertThat(told.getLast().form()).containsEntry("RetryCount", "1");
    awaitAll("delivered", 1);
    var shown = server.get(PATH + "/" + sid).is(200);
    assertThat(shown.at("/attempts").asInt()).isEqualTo(2);
    assertThat(column(shown, "status")).containsExactly(410, 200);
  }

  @Test
  void aPendingOneGoesAtOnceWhenItIsToBeToldAgain() {
    var chat = loud();
    receiver.answering(it -> Reaction.status(receiver.received().size() == 1 ? 500 : 200));
    chat.say(chat.conversation(), "alice", "hello");
    var sid = awaitTried();
    assertThat(server.get(PATH + "/" + sid).at("/next_attempt_at").isNull()).isFalse();
    server.post(PATH + "/" + sid + "/Replay").is(202);
    receiver.awaitAll(2); // though no time has passed
    awaitAll("delivered", 1);
  }

  @Test
  void allThatAreMeantAreToldAgainInTheirOrderAndCounted() {
    var chat = loud();
    var one = chat.conversation();
    var other = chat.conversation();
    receiver.answeringAlways(Reaction.status(410));
    chat.sayAll(one, "alice", 3);
    chat.say(other, "alice", "hello");
    awaitAll("failed", 4);
    receiver.answeringAlways(Reaction.status(200));
    var count = server.post(PATH + "/Replay", "Status", "failed", "ConversationSid", one).is(202);
    assertThat(count.body()).isEqualTo("{\"count\":3}");
    awaitAll("delivered", 3);
    assertThat(receiver.awaitAll(7).stream().skip(4).map(it -> it.form().get("Index")))
        .containsExactly("0", "1", "2");
    assertThat(sids("?Status=failed")).hasSize(1);
    server.post(PATH + "/Replay", "ConversationSid", one).is(202);
    receiver.awaitAll(10);
  }

  @Test
  void nobodyHasAllToldAgainByMistake() {
    var answer = server.post(PATH + "/Replay").isProblem(400, 20422);
    assertThat(answer.text("message")).contains("Status", "ConversationSid", "EventType", "Target");
    server.post(PATH + "/Replay", "Nonsense", "1").isProblem(400, 20422);
  }

  @Test
  void whatComesAfterOneThatIsCalledOffGoesAtOnce() {
    var chat = loud();
    receiver.answering(it -> Reaction.status("0".equals(it.form().get("Index")) ? 500 : 200));
    chat.sayAll(chat.conversation(), "alice", 2);
    var sid = awaitTried();
    var canceled = server.post(PATH + "/" + sid, "Status", "canceled").is(200);
    assertThat(canceled.text("status")).isEqualTo("canceled");
    awaitAll("delivered", 1);
    assertThat(receiver.received()).hasSize(2);
    server.post(PATH + "/" + sid, "Status", "canceled").isProblem(409, 20409);
    server.post(PATH + "/" + sid, "Status", "delivered").isProblem(400, 20422);
    assertThat(lanes()).isZero();
  }

  @Test
  void whatComesAfterOneThatIsCalledOffUnderWayDoesNotWaitForItsNextTry() {
    var chat = loud();
    var hold = new CountDownLatch(1);
    receiver.answering(
        it -> "0".equals(it.form().get("Index")) ? held(hold, 500) : Reaction.status(200));
    chat.sayAll(chat.conversation(), "alice", 2);
    receiver.await(1);
    var sid = sids("").getLast();
    server.post(PATH + "/" + sid, "Status", "canceled").is(200);
    hold.countDown();
    awaitAll("delivered", 1);
    var shown = server.get(PATH + "/" + sid).is(200);
    assertThat(shown.text("status")).isEqualTo("canceled");
    assertThat(column(shown, "status")).containsExactly(500);
  }

  @Test
  void oneThatIsToldAgainWhileItIsUnderWayIsToldOnceMoreBehindTheOthers() {
    var chat = loud();
    var hold = new CountDownLatch(1);
    var zeros = new AtomicInteger();
    receiver.answering(
        it ->
            "0".equals(it.form().get("Index")) && zeros.incrementAndGet() == 1
                ? held(hold, 200)
                : Reaction.status(200));
    chat.sayAll(chat.conversation(), "alice", 2);
    receiver.await(1);
    var sid = sids("").getLast();
    server.post(PATH + "/" + sid, "Status", "canceled").is(200);
    server.post(PATH + "/" + sid + "/Replay").is(202);
    hold.countDown();
    awaitAll("delivered", 2);
    assertThat(receiver.received().stream().map(it -> it.form().get("Index")))
        .containsExactly("0", "1", "0");
    assertThat(server.get(PATH + "/" + sid).at("/attempts").asInt()).isEqualTo(2);
  }

  @Test
  void theLastOfALaneThatIsCalledOffLeavesNothingBehind() {
    var chat = loud();
    receiver.answeringAlways(Reaction.status(500));
    chat.say(chat.conversation(), "alice", "hello");
    server.post(PATH + "/" + awaitTried(), "Status", "canceled").is(200);
    await().untilAsserted(() -> assertThat(lanes()).isZero());
    chat.say(chat.conversation(), "alice", "hello");
    receiver.awaitAll(2);
  }

  @Test
  void whatIsPendingGoesWhereItWasToGoWhenTheTargetIsAnotherOneByThen() {
    var chat = loud();
    var conversation = chat.conversation();
    receiver.answering(it -> Reaction.status(receiver.received().size() == 1 ? 500 : 200));
    chat.say(conversation, "alice", "to the old one");
    awaitTried();
    Deliverable.loud(server, receiver.url("/new"));
    chat.say(conversation, "alice", "to the new one");
    receiver.awaitAll(2);
    server.advance(Duration.ofSeconds(10));
    assertThat(receiver.awaitAll(3).stream().map(it -> it.url().replaceFirst(".*/", "")))
        .containsExactly("hook", "new", "hook");
  }

  private Chat loud() {
    return Deliverable.loud(server, receiver.url("/hook"));
  }

  private static String conversation(Received received) {
    return received.form().getOrDefault("ConversationSid", "");
  }

  private static Reaction held(CountDownLatch hold, int status) {
    return connection -> {
      hold.await();
      return Reaction.status(status).on(connection);
    };
  }

  private List<String> sids(String query) {
    return server.get(PATH + query).is(200).column("sid");
  }

  private List<String> awaitAll(String status, int count) {
    return await().until(() -> sids("?Status=" + status), it -> it.size() == count);
  }

  /** The first that was tried, and is pending still. */
  private String awaitTried() {
    return await()
        .until(
            () ->
                server.get(PATH + "?Status=pending").is(200).rows().stream()
                    .filter(row -> row.get("attempts").asInt() > 0)
                    .map(row -> row.get("sid").asString())
                    .findFirst()
                    .orElse(""),
            it -> !it.isEmpty());
  }

  private static List<Integer> column(Answer shown, String name) {
    return Stream.of(shown.at("/attempt_log"))
        .flatMap(log -> log.valueStream())
        .map(one -> one.get(name).asInt())
        .toList();
  }

  private long lanes() {
    return server
        .database()
        .read(
            tx ->
                tx.query("SELECT count(*) AS n FROM delivery_lanes")
                    .first(row -> row.number("n"))
                    .orElseThrow());
  }
}
