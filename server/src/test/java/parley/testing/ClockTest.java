package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Crowd;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestClock;
import parley.testkit.TestServer;

/** A test that moves the server's clock waits for nothing. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class ClockTest {
  private static final String CLOCK = "/parley/v1/Test/Clock";

  @AutoClose private final TestServer server;
  @AutoClose private final Receiver receiver = Receiver.start();
  private final Chat chat;

  ClockTest(Dialect dialect) {
    server = TestServer.on(dialect).withTestControls().start();
    chat = server.chat();
  }

  private Answer move(String... form) {
    return server.post(CLOCK, form).is(200);
  }

  private String now() {
    return server.get(CLOCK).is(200).text("now");
  }

  private String state(String conversation) {
    return server.get("/v1/Conversations/" + conversation).is(200).text("state");
  }

  /** Tells the receiver of all messages, also of those that bear no header. */
  private Chat loud() {
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Filters",
            "onMessageAdded",
            "Filters",
            "onConversationStateUpdated")
        .is(200);
    return new Chat(server.client().with("X-Twilio-Webhook-Enabled", "true"));
  }

  @Test
  void itShowsWhereItIsToTheMillisecondAndHowFarFromTheMachines() {
    assertThat(server.get(CLOCK).is(200).body())
        .isEqualTo(
            """
            {"now":"2026-03-01T12:00:00Z","frozen":false,"offset":"PT0S"}\
            """);
    server.clock().advance(Duration.ofMillis(250));
    assertThat(move("Advance", "PT0.5S", "Frozen", "true").body())
        .isEqualTo(
            """
            {"now":"2026-03-01T12:00:00.750Z","frozen":true,"offset":"PT0.5S"}\
            """);
  }

  @Test
  void whileItIsFrozenItStandsAndThenGoesOnFromThere() {
    move("Frozen", "true");
    server.clock().advance(Duration.ofHours(1));
    assertThat(now()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(server.get(CLOCK).text("offset")).isEqualTo("PT-1H");
    move("Advance", "PT24H");
    server.clock().advance(Duration.ofHours(1));
    assertThat(now()).isEqualTo("2026-03-02T12:00:00Z");
    move("Frozen", "false");
    server.clock().advance(Duration.ofHours(1));
    assertThat(now()).isEqualTo("2026-03-02T13:00:00Z");
  }

  @Test
  void itIsStoppedThenSetThenMovedOnWhateverTheOrderOfTheParameters() {
    assertThat(move("Advance", "P1D", "Now", "2030-01-31T00:00:00Z", "Frozen", "true").text("now"))
        .isEqualTo("2030-02-01T00:00:00Z");
    server.clock().advance(Duration.ofHours(1));
    assertThat(now()).isEqualTo("2030-02-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"P2W,2026-03-15T12:00:00Z", "P1M,2026-04-01T12:00:00Z", "pt1m,2026-03-01T12:01:00Z"})
  void aDurationIsOneOfIso8601AndMonthsGoByTheCalendar(String advance, String now) {
    assertThat(move("Advance", advance).text("now")).isEqualTo(now);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1 day", "P", "PT", "24", "PT-1H", "-P1D", "P1000Y", "P99999999999Y", "T1H"})
  void whatIsNoDurationIsRefusedAndMovesNothing(String advance) {
    var refused = server.post(CLOCK, "Frozen", "true", "Advance", advance).isProblem(400, 20422);
    assertThat(refused.at("/details/parameter").stringValue()).isEqualTo("Advance");
    assertThat(server.get(CLOCK).at("/frozen").booleanValue()).isFalse();
    assertThat(now()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59Z",
        "3000-01-01T00:00:01Z",
        "tomorrow",
        "2026-02-30T00:00:00Z"
      })
  void aTimeThatIsNoneOrOutOfBoundsIsRefused(String time) {
    var refused = server.post(CLOCK, "Now", time).isProblem(400, 20422);
    assertThat(refused.at("/details/parameter").stringValue()).isEqualTo("Now");
    server.post(CLOCK).isProblem(400, 20161);
    server.post(CLOCK, "Frozen", "maybe").isProblem(400, 20422);
  }

  @Test
  void datesOfResourcesFollowIt() {
    move("Now", "1999-12-31T23:59:59Z");
    var room = chat.conversation();
    assertThat(server.get("/v1/Conversations/" + room).text("date_created"))
        .isEqualTo("1999-12-31T23:59:59Z");
    move("Now", "2999-12-31T23:59:59Z");
    assertThat(chat.say(room, "ada", "late").text("date_created"))
        .isEqualTo("2999-12-31T23:59:59Z");
  }

  @Test
  void timersRunAtTheirDatesOneAfterTheOtherThoughTheClockJumpsAMonth() {
    loud();
    var room = chat.conversation("Timers.Inactive", "P1D", "Timers.Closed", "P7D");
    move("Advance", "P1M");
    assertThat(state(room)).isEqualTo("closed");
    assertThat(server.get("/v1/Conversations/" + room).text("date_updated"))
        .isEqualTo("2026-03-08T12:00:00Z");
    assertThat(receiver.received().stream().map(it -> it.form().get("StateTo")))
        .containsExactly("inactive", "closed");
    assertThat(now()).isEqualTo("2026-04-01T12:00:00Z");
  }

  @Test
  void timersOfAFrozenClockRunAsItIsMoved() {
    move("Frozen", "true");
    var room = chat.conversation("Timers.Inactive", "PT1M");
    move("Advance", "PT59S");
    assertThat(state(room)).isEqualTo("active");
    move("Advance", "PT1S");
    assertThat(state(room)).isEqualTo("inactive");
  }

  @Test
  void aMessageIsToldAgainAsOftenAsItWouldBeWithinADay() {
    var loud = loud();
    receiver.answering(it -> Reaction.status(receiver.received().size() < 8 ? 503 : 200));
    loud.say(loud.conversation(), "ada", "hello");
    receiver.await(1);
    move("Advance", "PT24H");
    assertThat(receiver.received().stream().map(it -> it.form().get("RetryCount")))
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    assertThat(server.get("/parley/v1/Deliveries").rows())
        .singleElement()
        .satisfies(it -> assertThat(it.get("status").stringValue()).isEqualTo("delivered"));
  }

  @Test
  void aTargetThatIsDeadIsGivenUpWhenItsDayIsOverAndNotBefore() {
    var loud = loud();
    receiver.answeringAlways(Reaction.status(503));
    loud.say(loud.conversation(), "ada", "hello");
    receiver.await(1);
    move("Advance", "PT23H");
    assertThat(server.get("/parley/v1/Deliveries").column("status")).containsExactly("pending");
    move("Advance", "PT2H");
    assertThat(server.get("/parley/v1/Deliveries").column("status")).containsExactly("failed");
    assertThat(receiver.received()).hasSizeGreaterThan(20);
  }

  @Test
  void whatAReceiverCausesIsWaitedForToo() {
    var loud = loud();
    var room = loud.conversation();
    receiver.answering(
        it -> {
          if (receiver.received().size() == 2) { // the second try of the first message
            loud.say(room, "bot", "answer");
            return Reaction.status(200);
          }
          return Reaction.status(receiver.received().size() == 1 ? 503 : 200);
        });
    loud.say(room, "ada", "question");
    receiver.await(1);
    move("Advance", "PT1M");
    assertThat(receiver.received().stream().map(it -> it.form().get("Body")))
        .containsExactly("question", "question", "answer");
  }

  @Test
  void aHundredYearsPass() {
    var room = chat.conversation("Timers.Inactive", "P1Y", "Timers.Closed", "P2Y");
    chat.say(room, "ada", "hello");
    move("Advance", "P100Y");
    assertThat(now()).isEqualTo("2126-03-01T12:00:00Z");
    assertThat(state(room)).isEqualTo("closed");
    assertThat(server.get(Chat.messages(room)).is(200).rows()).hasSize(1);
    var later = chat.conversation("Timers.Inactive", "PT1M");
    move("Advance", "PT1M");
    assertThat(state(later)).isEqualTo("inactive");
  }

  @Test
  void aClockThatIsSetBackKeepsWhatIsThereAndTimersGoOn() {
    move("Advance", "P10D");
    var before = chat.conversation("Timers.Inactive", "PT1M");
    move("Now", TestClock.START.toString());
    var after = chat.conversation("Timers.Inactive", "PT1M");
    move("Advance", "PT1M");
    assertThat(state(after)).isEqualTo("inactive");
    assertThat(state(before)).isEqualTo("active");
    move("Advance", "P11D");
    assertThat(state(before)).isEqualTo("inactive");
  }

  @Test
  void temporaryUrlsEndByIt() {
    var media =
        server
            .client()
            .with("Content-Type", "text/plain")
            .postRaw("/v1/Services/" + service() + "/Media", "hello")
            .is(201);
    var url = media.at("/links/content_direct_temporary").stringValue();
    server.anonymous().get(url).is(200);
    move("Advance", "PT4M");
    server.anonymous().get(url).is(200);
    move("Advance", "PT1M");
    assertThat(server.anonymous().get(url).status()).isBetween(400, 404);
  }

  /** Clocks may be 30 seconds apart, so it ends that much later. */
  @Test
  void anAccessTokenEndsByIt() {
    server.post("/v1/Users", "Identity", "ada").is(201);
    var token =
        server.post("/parley/v1/Tokens", "Identity", "ada", "Ttl", "3600").is(201).text("token");
    var ada = server.anonymous().with("Authorization", "Bearer " + token);
    var inbox = "/v1/Users/ada/Conversations";
    ada.get(inbox).is(200);
    move("Advance", "PT1H29S");
    ada.get(inbox).is(200);
    move("Advance", "PT2S");
    ada.get(inbox).isProblem(401, 20104);
    move("Now", TestClock.START.toString());
    ada.get(inbox).is(200);
  }

  private String service() {
    return server.get("/v1/Configuration").text("default_chat_service_sid");
  }

  @Test
  void whatIsKeptForSomeDaysGoesWhenTheyAreOverAlsoBehindAClockThatWasSetBack() {
    move("Advance", "P40D");
    move("Now", TestClock.START.toString());
    var loud = loud();
    loud.say(loud.conversation(), "ada", "hello");
    receiver.await(1);
    move("Advance", "PT0S");
    assertThat(server.get("/parley/v1/Deliveries").rows()).hasSize(1);
    move("Advance", "P50D");
    assertThat(server.get("/parley/v1/Deliveries").rows()).isEmpty();
  }

  @Test
  void ofManyWhoMoveItAtOnceNoneIsLost() {
    Crowd.run(8, i -> move("Advance", "PT1H"));
    assertThat(Instant.parse(now())).isEqualTo(TestClock.START.plus(Duration.ofHours(8)));
  }
}
