package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.LogLines;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** What goes wrong with deliveries on our side. */
@Timeout(180)
class DeliveryFaultTest {
  private static final String PATH = "/parley/v1/Deliveries";
  private static final String PASSWORD = "a-password";

  @ParameterizedTest
  @EnumSource
  void aUrlThatCannotBeCalledIsGivenUpAndItsPasswordIsInNoLog(Dialect dialect) {
    try (var log = LogLines.of("parley");
        var server = TestServer.on(dialect).start()) {
      var call =
          new WebhookCall(
              TestServer.ACCOUNT,
              "onMessageAdded",
              WebhookLevel.ACCOUNT,
              null,
              null,
              "CH1",
              "POST",
              "http://user:" + PASSWORD + "@[nowhere/a b",
              Map.of());
      server
          .database()
          .change(tx -> server.wiring().exchange.relay.outbox().append(tx, List.of(call)));
      await()
          .untilAsserted(
              () -> {
                server.advance(Duration.ofSeconds(10));
                assertThat(server.get(PATH).is(200).column("status")).containsExactly("failed");
              });
      assertThat(server.get(PATH).body()).doesNotContain(PASSWORD);
      assertThat(log.all()).noneMatch(line -> line.contains(PASSWORD));
    }
  }

  @Test
  void whatIsGivenUpIsLoggedWithoutSecretsAndOnceForManyOfOneHost() {
    try (var log = LogLines.of("parley.delivery");
        var receiver = Receiver.start().answeringAlways(Reaction.status(410));
        var server = TestServer.onSqlite().start()) {
      var url = receiver.url("/path?key=secret").replace("://", "://user:" + PASSWORD + "@");
      var chat = Deliverable.loud(server, url);
      var conversation = chat.conversation();
      chat.sayAll(conversation, "alice", 3);
      await()
          .untilAsserted(
              () ->
                  assertThat(server.get(PATH + "?Status=failed").is(200).rows())
                      .hasSizeGreaterThanOrEqualTo(3));
      assertThat(log.all())
          .singleElement()
          .asString()
          .contains("POST http://127.0.0.1:" + receiver.port(), "after 1 tries", "answered 410")
          .doesNotContain(PASSWORD, "user", "secret", "/path");
    }
  }

  @Test
  void oneLineTellsThatATargetIsOutOfOrderAndOneThatItIsBack() {
    try (var log = LogLines.of("parley.delivery");
        var receiver = Receiver.start().answeringAlways(Reaction.status(500));
        var server = TestServer.onSqlite().start()) {
      var chat = Deliverable.loud(server, receiver.url("/path?key=secret"));
      chat.say(chat.conversation(), "alice", "hello");
      await()
          .untilAsserted(
              () -> {
                server.advance(Duration.ofMinutes(6));
                assertThat(receiver.received()).hasSizeGreaterThan(7);
              });
      receiver.answeringAlways(Reaction.status(204));
      await()
          .untilAsserted(
              () -> {
                server.advance(Duration.ofMinutes(6));
                assertThat(log.all()).hasSize(2);
              });
      assertThat(log.all()).allMatch(it -> it.contains(":" + receiver.port() + " is "));
      assertThat(log.all()).noneMatch(it -> it.contains("secret") || it.contains("/path"));
      assertThat(log.all().getFirst()).contains("out of order", "answered 500");
      assertThat(log.all().getLast()).contains("back in order");
    }
  }

  @Test
  void whatBecameOfACallIsWrittenOnceTheDatabaseIsBack() {
    try (var log = LogLines.of("parley.due");
        var receiver = Receiver.start();
        var server =
            TestServer.onPostgres()
                .withDatabase(
                    place ->
                        place
                            .overWire()
                            .with(options -> options.withPatience(Duration.ofSeconds(2))))
                .start()) {
      var hold = new CountDownLatch(1);
      receiver.answering(
          it ->
              connection -> {
                hold.await();
                return Reaction.json(200, "{}").on(connection);
              });
      var chat = Deliverable.loud(server, receiver.url("/hook"));
      chat.say(chat.conversation(), "alice", "hello");
      receiver.await(1);
      server.place().wire().unplug();
      hold.countDown();
      await()
          .atMost(Duration.ofSeconds(15)) // its lease lasts for 20
          .until(() -> log.all().stream().anyMatch(it -> it.contains("results of deliveries")));
      server.place().wire().mend();
      await()
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                server.clock().advance(Duration.ofSeconds(1));
                var rows = server.get(PATH + "?Status=delivered").is(200).rows();
                assertThat(rows).hasSize(1);
                assertThat(rows.getFirst().get("attempts").asInt()).isEqualTo(1);
              });
      assertThat(receiver.received()).hasSize(1);
    }
  }
}
