package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestClock;
import parley.testkit.TestServer;

/** Behind a clock that was set back everything goes on from there, and waits for no date beyond. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class ClockSetBackTest {
  private static final String CLOCK = "/parley/v1/Test/Clock";

  @AutoClose private final TestServer server;
  @AutoClose private final Receiver receiver = Receiver.start();
  private Chat loud;

  ClockSetBackTest(Dialect dialect) {
    server = TestServer.on(dialect).withTestControls().start();
    loud = new Chat(server.client().with("X-Twilio-Webhook-Enabled", "true"));
  }

  @BeforeEach
  void tellTheReceiver() {
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Filters",
            "onMessageAdded")
        .is(200);
  }

  private void move(String... form) {
    server.post(CLOCK, form).is(200);
  }

  private void setBack() {
    move("Now", TestClock.START.toString());
  }

  @Test
  void aTimerThatAMessageHasBroughtForwardRunsAtItsNewDate() {
    move("Advance", "P1Y");
    var room = loud.conversation("Timers.Inactive", "P1D");
    setBack();
    loud.say(room, "ada", "hello");
    var path = "/v1/Conversations/" + room;
    assertThat(server.get(path).at("/timers/date_inactive").stringValue())
        .isEqualTo(TestClock.START.plus(Duration.ofDays(1)).toString());
    move("Advance", "PT23H");
    assertThat(server.get(path).text("state")).isEqualTo("active");
    move("Advance", "PT1H");
    assertThat(server.get(path).text("state")).isEqualTo("inactive");
  }

  @Test
  void aWebhookThatIsToBeTriedLaterIsTriedAndHoldsUpNothing() {
    move("Advance", "P1Y");
    receiver.answering(it -> Reaction.status(receiver.received().size() == 1 ? 503 : 200));
    var room = loud.conversation();
    loud.say(room, "ada", "first");
    receiver.await(1);
    move("Advance", "PT0S");
    setBack();
    loud.say(room, "ada", "second");
    move("Advance", "PT1H");
    assertThat(receiver.received().stream().map(it -> it.form().get("Body")))
        .containsExactly("first", "first", "second");
  }

  @Test
  void aTargetThatWasOutOfOrderIsCalled() {
    move("Advance", "P1Y");
    receiver.answeringAlways(Reaction.status(503));
    loud.say(loud.conversation(), "ada", "first");
    receiver.await(1);
    move("Advance", "PT2H");
    setBack();
    receiver.answeringAlways(Reaction.status(200));
    loud.say(loud.conversation(), "ada", "second");
    move("Advance", "PT1H");
    assertThat(server.get("/parley/v1/Deliveries").column("status"))
        .containsOnly("delivered")
        .hasSize(2);
  }

  @Test
  void whatIsKeptForSomeDaysGoesWhenTheyAreOver() {
    move("Advance", "P100Y");
    setBack();
    loud.say(loud.conversation(), "ada", "hello");
    receiver.await(1);
    move("Advance", "PT0S");
    assertThat(server.get("/parley/v1/Deliveries").rows()).hasSize(1);
    move("Advance", "P5D");
    assertThat(server.get("/parley/v1/Deliveries").rows()).isEmpty();
  }
}
