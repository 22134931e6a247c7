package parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Crowd;
import parley.testkit.Recount;
import parley.testkit.TestServer;
import tools.jackson.databind.JsonNode;

/** What becomes of conversations by themselves (docs/behaviour.md 3). */
@ParameterizedClass
@EnumSource(Dialect.class)
class TimersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Dialect dialect;
  @AutoClose private final TestServer server;
  private final Chat chat;

  TimersTest(Dialect dialect) {
    this.dialect = dialect;
    server = TestServer.on(dialect).start();
    chat = server.chat();
  }

  @Test
  void aConversationBecomesInactiveAndThenClosedAtItsDatesAndNotBefore() {
    var room = chat.conversation("Timers.Inactive", "PT1M", "Timers.Closed", "PT10M");
    server.advance(MINUTE.minus(SECOND));
    assertThat(state(room)).isEqualTo("active");
    server.advance(SECOND);
    var asleep = read(room);
    assertThat(asleep.get("state").stringValue()).isEqualTo("inactive");
    assertThat(asleep.get("timers").toString())
        .isEqualTo("{\"date_closed\":\"2026-03-01T12:10:00Z\"}");
    assertThat(asleep.get("date_updated").stringValue()).isEqualTo("2026-03-01T12:01:00Z");
    server.advance(MINUTE.multipliedBy(9).minus(SECOND));
    assertThat(state(room)).isEqualTo("inactive");
    server.advance(SECOND);
    var closed = read(room);
    assertThat(closed.get("state").stringValue()).isEqualTo("closed");
    assertThat(closed.get("timers").toString()).isEqualTo("{}");
    assertThat(closed.get("date_updated").stringValue()).isEqualTo("2026-03-01T12:10:00Z");
    assertThat(rows()).isEmpty();
  }

  @Test
  void eachOfTheTwoTimersRunsAlone() {
    var sleeps = chat.conversation("Timers.Inactive", "PT1M");
    var closes = chat.conversation("Timers.Closed", "PT10M");
    server.advance(Duration.ofDays(1));
    assertThat(state(sleeps)).isEqualTo("inactive");
    assertThat(read(sleeps).get("timers").toString()).isEqualTo("{}");
    assertThat(state(closes)).isEqualTo("closed");
  }

  @Test
  void timersCountFromTheCreationWhateverDatesAConversationIsGiven() {
    var old = "2020-01-01T00:00:00Z";
    var room =
        chat.conversation("DateCreated", old, "DateUpdated", old, "Timers.Inactive", "PT1M0.9S");
    assertThat(read(room).get("timers").toString())
        .isEqualTo("{\"date_inactive\":\"2026-03-01T12:01:00Z\"}");
    server.advance(MINUTE);
    assertThat(state(room)).isEqualTo("inactive");
  }

  @Test
  void whoComesTooLateForBothDatesClosesItInOneStep() {
    var room = chat.conversation("Timers.Inactive", "PT1M", "Timers.Closed", "PT10M");
    var version = version(room);
    server.advance(Duration.ofDays(3));
    assertThat(state(room)).isEqualTo("closed");
    assertThat(version(room)).isEqualTo(version + 1);
  }

  @Test
  void theTimersOfTheAccountRunInConversationsThatNameNone() {
    server.post("/v1/Configuration", "DefaultInactiveTimer", "PT5M").is(200);
    var room = chat.conversation();
    server.advance(MINUTE.multipliedBy(5));
    assertThat(state(room)).isEqualTo("inactive");
  }

  @Test
  void aMessagePutsTheTimersOffWithoutAWordToTheAgenda() {
    var room = chat.joined("ada", "Timers.Inactive", "PT2M", "Timers.Closed", "PT10M");
    var before = rows();
    server.advance(MINUTE);
    chat.say(room, "ada", "still here");
    assertThat(rows()).isEqualTo(before).hasSize(1);
    server.advance(MINUTE);
    assertThat(state(room)).isEqualTo("active");
    server.advance(MINUTE);
    assertThat(state(room)).isEqualTo("inactive");
    server.advance(MINUTE.multipliedBy(8).minus(SECOND));
    assertThat(state(room)).isEqualTo("inactive");
    server.advance(SECOND);
    assertThat(state(room)).isEqualTo("closed");
  }

  @Test
  void aMessageMakesAnInactiveConversationActiveAndItsTimersRunAgain() {
    var room = chat.joined("ada", "Timers.Inactive", "PT2M", "Timers.Closed", "PT10M");
    server.advance(MINUTE.multipliedBy(2));
    assertThat(state(room)).isEqualTo("inactive");
    chat.say(room, "ada", "wait");
    var awake = read(room);
    assertThat(awake.get("state").stringValue()).isEqualTo("active");
    assertThat(awake.get("date_updated").stringValue()).isEqualTo("2026-03-01T12:02:00Z");
    server.advance(MINUTE.multipliedBy(2));
    assertThat(state(room)).isEqualTo("inactive");
  }

  @Test
  void aNewcomerRestartsTheTimersAndLeavesTheStateAlone() {
    var room = chat.conversation("Timers.Inactive", "PT2M", "Timers.Closed", "PT10M");
    server.advance(MINUTE.multipliedBy(2));
    chat.join(room, "ada");
    assertThat(state(room)).isEqualTo("inactive");
    server.advance(MINUTE.multipliedBy(9));
    assertThat(state(room)).isEqualTo("inactive");
    server.advance(MINUTE);
    assertThat(state(room)).isEqualTo("closed");
  }

  @Test
  void aStateSetByHandStopsOneTimerOrStartsBothAnew() {
    var room = chat.conversation("Timers.Inactive", "PT2M", "Timers.Closed", "PT10M");
    server.advance(MINUTE);
    server.post("/v1/Conversations/" + room, "State", "inactive").is(200);
    server.post("/v1/Conversations/" + room, "State", "active").is(200);
    server.advance(MINUTE);
    assertThat(state(room)).isEqualTo("active");
    server.advance(MINUTE);
    assertThat(state(room)).isEqualTo("inactive");
  }

  @Test
  void aConversationThatWasMadeInactiveByHandClosesAtItsOldDate() {
    var room = chat.conversation("Timers.Inactive", "PT2M", "Timers.Closed", "PT10M");
    server.advance(MINUTE);
    server.post("/v1/Conversations/" + room, "State", "inactive").is(200);
    server.advance(MINUTE.multipliedBy(9));
    assertThat(state(room)).isEqualTo("closed");
  }

  @Test
  void aTimerThatIsTakenAwayDoesNothingAndOneThatIsShortenedComesEarlier() {
    var never = chat.conversation("Timers.Inactive", "PT2M");
    var sooner = chat.conversation("Timers.Closed", "P1D");
    server.post("/v1/Conversations/" + never, "Timers.Inactive", "PT0S").is(200);
    server.post("/v1/Conversations/" + sooner, "Timers.Closed", "PT10M").is(200);
    assertThat(rows()).hasSize(1);
    server.advance(MINUTE.multipliedBy(10));
    assertThat(state(never)).isEqualTo("active");
    assertThat(state(sooner)).isEqualTo("closed");
  }

  @Test
  void aConversationThatGoesTakesItsRowAlong() {
    var room = chat.conversation("Timers.Closed", "P100Y");
    server.delete("/v1/Conversations/" + room).is(204);
    assertThat(rows()).isEmpty();
  }

  @Test
  void whatATimerClosesSetsItsAddressesFree() {
    var pair =
        List.of(
                "MessagingBinding.Address",
                "+14155550101",
                "MessagingBinding.ProxyAddress",
                "+14155550100")
            .toArray(String[]::new);
    var room = chat.conversation("Timers.Closed", "PT10M");
    server.post(Chat.participants(room), pair).is(201);
    var next = chat.conversation();
    server.post(Chat.participants(next), pair).is(409);
    server.advance(MINUTE.multipliedBy(10));
    server.post(Chat.participants(next), pair).is(201);
  }

  @Test
  void aConversationMadeWithItsParticipantsHasTimersThatRun() {
    var room =
        server
            .post(
                "/v1/ConversationWithParticipants",
                "Timers.Inactive",
                "PT1M",
                "Participant",
                "{\"identity\": \"ada\"}")
            .is(202)
            .sid();
    server.advance(MINUTE);
    assertThat(state(room)).isEqualTo("inactive");
  }

  @Test
  void timersOutliveTheServerAndWhatItMissedIsCaughtUp() {
    var missed = chat.conversation("Timers.Inactive", "PT1M");
    var later = chat.conversation("Timers.Inactive", "P2D");
    server.wiring().close();
    server.advance(Duration.ofDays(1));
    assertThat(state(missed)).isEqualTo("active");
    try (var restarted = server.wire(server.database(), server.clock())) {
      restarted.start();
      restarted.ground.due.settle();
      assertThat(state(missed)).isEqualTo("inactive");
      assertThat(state(later)).isEqualTo("active");
      server.clock().advance(Duration.ofDays(1));
      restarted.ground.due.settle();
      assertThat(state(later)).isEqualTo("inactive");
    }
  }

  @Test
  void aTimerAndAMessageAtOnceAreOneAfterTheOther() {
    var rooms = new ArrayList<String>();
    for (var n = 0; n < 40; n++) {
      rooms.add(chat.conversation("Timers.Inactive", "PT1M", "Timers.Closed", "PT10M"));
    }
    server.clock().advance(MINUTE);
    Crowd.run(
        2,
        side -> {
          if (side == 0) {
            server.settle();
          } else {
            rooms.forEach(room -> chat.say(room, "system", "just in time"));
          }
          return side;
        });
    assertThat(rooms).allSatisfy(room -> assertThat(state(room)).isEqualTo("active"));
    Recount.assertRight(server.database());
    server.advance(MINUTE);
    assertThat(rooms).allSatisfy(room -> assertThat(state(room)).isEqualTo("inactive"));
  }

  @Test
  void ofSeveralServersOneMakesEachTransition() {
    assumeTrue(dialect == Dialect.POSTGRESQL);
    var rooms = new ArrayList<String>();
    for (var n = 0; n < 60; n++) {
      rooms.add(chat.conversation("Timers.Inactive", "PT1M", "Timers.Closed", "PT10M"));
    }
    try (var second = server.beside()) {
      for (var pause : List.of(MINUTE, MINUTE.multipliedBy(9))) {
        server.clock().advance(pause);
        second.clock().advance(pause);
        second.settle();
        server.settle();
      }
    }
    assertThat(rooms)
        .allSatisfy(
            room -> {
              assertThat(state(room)).isEqualTo("closed");
              assertThat(version(room)).as("of two changes").isEqualTo(2);
            });
  }

  private JsonNode read(String room) {
    return server.get("/v1/Conversations/" + room).is(200).json();
  }

  private String state(String room) {
    return read(room).get("state").stringValue();
  }

  private long version(String room) {
    return server
        .database()
        .read(
            tx ->
                tx.query("SELECT version FROM conversations WHERE sid = :sid")
                    .set("sid", room)
                    .first(row -> row.number("version"))
                    .orElseThrow());
  }

  /** The rows of timers, as they stand in the agenda. */
  private List<String> rows() {
    return server
        .database()
        .read(
            tx ->
                tx.query("SELECT subject, due_at FROM due WHERE kind = :kind ORDER BY subject")
                    .set("kind", TimerKeeper.KIND)
                    .list(row -> row.text("subject") + " " + row.number("due_at")));
  }
}
