package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Furnished;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** What was told is kept for a while, and then goes. */
@ParameterizedClass
@EnumSource(Dialect.class)
class DeliverySweepTest {
  private static final String PATH = "/parley/v1/Deliveries";
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final TestServer server;
  private Receiver receiver;

  DeliverySweepTest(Dialect dialect) {
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
  void whatWasTakenIsKeptForThreeDaysAndWhatFailedForThirty() {
    receiver.answering(
        it -> "0".equals(it.form().get("Index")) ? Reaction.status(410) : Reaction.json(200, "{}"));
    say(2);
    awaitDone(2);
    server.advance(DAY.multipliedBy(3).minusHours(1));
    assertThat(count("deliveries")).isEqualTo(2);
    server.advance(Duration.ofHours(2));
    assertThat(server.get(PATH).is(200).column("status")).containsExactly("failed");
    assertThat(count("delivery_attempts")).isEqualTo(1);
    server.advance(DAY.multipliedBy(26));
    assertThat(count("deliveries")).isEqualTo(1);
    server.advance(DAY.multipliedBy(2));
    assertThat(count("deliveries")).isZero();
    assertThat(count("delivery_attempts")).isZero();
  }

  @Test
  void whatWasToldAgainIsKeptFromThenOn() {
    say(1);
    awaitDone(1);
    server.advance(DAY.multipliedBy(2));
    var sid = server.get(PATH).is(200).column("sid").getFirst();
    server.post(PATH + "/" + sid + "/Replay").is(202);
    awaitDone(1);
    server.advance(DAY.multipliedBy(2));
    server.advance(DAY.dividedBy(2));
    assertThat(count("deliveries")).isEqualTo(1);
    server.advance(DAY);
    server.advance(DAY); // when the walk begins anew
    assertThat(count("deliveries")).isZero();
  }

  @Test
  void whatIsPendingIsNotSweptHoweverOldItIs() {
    var sid = Furnished.insertDelivery(server);
    server.advance(DAY.multipliedBy(100));
    assertThat(server.get(PATH).is(200).column("sid")).containsExactly(sid);
  }

  @Test
  void dayByDayTheTableStaysAsLargeAsItIs() {
    for (var day = 0; day < 3; day++) {
      say(20);
      awaitDone(20 * (day + 1));
      server.advance(DAY);
    }
    for (var day = 0; day < 3; day++) {
      say(20);
      awaitNonePending();
      server.advance(DAY.plusMinutes(11));
      assertThat(count("deliveries")).isEqualTo(40); // of this day and the one before
    }
  }

  private void say(int count) {
    var chat = Deliverable.loud(server, receiver.url("/hook"));
    chat.sayAll(chat.conversation(), "alice", count);
  }

  private void awaitDone(int count) {
    awaitNonePending();
    assertThat(count("deliveries")).isEqualTo(count);
  }

  private void awaitNonePending() {
    await().until(() -> server.get(PATH + "?Status=pending").is(200).rows().isEmpty());
  }

  private long count(String table) {
    return server
        .database()
        .read(
            tx ->
                tx.query("SELECT count(*) AS n FROM " + table)
                    .first(row -> row.number("n"))
                    .orElseThrow());
  }
}
