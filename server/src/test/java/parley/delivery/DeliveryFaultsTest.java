package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.storage.Dialect;
import parley.storage.Tx;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** The database fails while something is told: it is told all the same, once that is over. */
@Timeout(120)
class DeliveryFaultsTest {

  @Test
  void aTargetThatWasInTroubleIsAskedAgainAlthoughTheDatabaseFailedWhenItWasToBe() {
    try (var receiver = Receiver.start().answeringAlways(Reaction.status(500));
        var server = TestServer.onPostgres().start()) {
      var chat = Deliverable.loud(server, receiver.url("/hook"));
      chat.say(chat.conversation(), "alice", "hello");
      receiver.await(1);
      for (var tries = 2; tries <= 5; tries++) {
        awaitRecorded(server, tries - 1);
        server.advance(Duration.ofMinutes(1));
        receiver.await(tries);
      }
      awaitRecorded(server, 5);

      try (var other = server.place().otherSession()) {
        other.run("LOCK TABLE delivery_lanes IN EXCLUSIVE MODE"); // it can be read all the same
        server.advance(Duration.ofMinutes(2));
      }
      receiver.answeringAlways(Reaction.status(200));
      await()
          .untilAsserted(
              () -> {
                server.advance(Duration.ofMinutes(1));
                assertThat(receiver.received()).hasSizeGreaterThanOrEqualTo(6);
              });
    }
  }

  @Test
  void whatBecameOfOneCannotBeWrittenAndThatOfOthersIs() {
    try (var server = TestServer.onPostgres().start()) {
      var database = server.database();
      var now = server.clock().instant();
      var recorder = new Recorder(database, DeliveryRules.DEFAULT, server.clock(), lane -> {});
      var poisoned = lane(server, "0".repeat(32), "1".repeat(32), now);
      var sound = lane(server, "2".repeat(32), "3".repeat(32), now);
      recorder.add(new LaneResult(poisoned, List.of(attempt(500L, "no text: \0"))));
      recorder.add(new LaneResult(sound, List.of(attempt(200L, null))));
      recorder.run(now);
      assertThat(status(server, sound)).isEqualTo(DeliveryStatus.DELIVERED);
      assertThat(status(server, poisoned)).isEqualTo(DeliveryStatus.PENDING);
    }
  }

  private static void awaitRecorded(TestServer server, int attempts) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        server
                            .get("/parley/v1/Deliveries")
                            .is(200)
                            .rows()
                            .getFirst()
                            .get("attempts")
                            .asInt())
                    .isEqualTo(attempts));
  }

  private static LeasedLane lane(TestServer server, String subject, String digits, Instant now) {
    var name = "0123456789abcdef/CH" + subject;
    var head = Deliverable.at(now, Map.of()).with(it -> it.lane(name).sid("DL" + digits));
    var lane = new LeasedLane(name, "0123456789abcdef", 1, List.of(head), System.nanoTime(), false);
    server
        .database()
        .change(
            tx -> {
              new LaneStore(Dialect.POSTGRESQL).extend(tx, lane, now, true, Duration.ofHours(1));
              new DeliveryStore().insert(tx, head);
            });
    return lane;
  }

  private static DeliveryStatus status(TestServer server, LeasedLane lane) {
    return server
        .database()
        .read((Tx tx) -> new DeliveryStore().find(tx, TestServer.ACCOUNT, lane.head().sid()))
        .orElseThrow()
        .status();
  }

  private static DeliveryAttempt attempt(long status, @Nullable String error) {
    return new DeliveryAttempt(Instant.EPOCH, status, 5, error, "", null, false);
  }
}
