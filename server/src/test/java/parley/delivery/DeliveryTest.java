package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.security.RequestValidator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Received;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** What was acknowledged is told, in order, however the target behaves. */
class DeliveryTest {
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
  void aMessageIsToldSignedToTheServicesWebhook(Dialect dialect) {
    try (var server = start(dialect)) {
      var chat = loud(server);
      var conversation = chat.conversation();
      chat.say(conversation, "alice", "Grüße 🚲");
      var told = receiver.await(1);
      assertThat(told.form())
          .containsEntry("EventType", "onMessageAdded")
          .containsEntry("ConversationSid", conversation)
          .containsEntry("Body", "Grüße 🚲")
          .containsEntry("RetryCount", "0");
      assertThat(isSigned(told)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatFailsIsToldAgainBeforeWhatComesAfterIt(Dialect dialect) {
    try (var server = start(dialect)) {
      var chat = loud(server);
      var conversation = chat.conversation();
      receiver.answering(it -> Reaction.status(receiver.received().size() <= 2 ? 500 : 200));
      chat.sayAll(conversation, "alice", 4);
      receiver.await(1);
      comesAfterTime(server, 2);
      comesAfterTime(server, 3);
      var told = receiver.awaitAll(6);
      assertThat(told.stream().map(it -> it.form().get("Index")))
          .containsExactly("0", "0", "0", "1", "2", "3");
      assertThat(told.stream().limit(3).map(it -> it.form().get("RetryCount")))
          .containsExactly("0", "1", "2");
      assertThat(told.stream().map(it -> it.header("I-Twilio-Idempotency-Token")).distinct())
          .hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReceiverThatIsDownForADayGetsAllInOrderWhenItIsBack(Dialect dialect) {
    try (var server = start(dialect)) {
      var chat = loud(server);
      var conversations = IntStream.range(0, 5).mapToObj(i -> chat.conversation()).toList();
      receiver.answeringAlways(Reaction.status(503));
      conversations.forEach(one -> chat.sayAll(one, "alice", 3));
      for (var hour = 0; hour < 20; hour++) {
        server.advance(Duration.ofHours(1));
      }
      var before = receiver.received().size();
      receiver.answeringAlways(Reaction.status(200));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                server.advance(Duration.ofMinutes(31));
                assertThat(takenOf(before)).hasSize(15);
              });
      for (var conversation : conversations) {
        assertThat(
                takenOf(before).stream()
                    .filter(it -> conversation.equals(it.form().get("ConversationSid")))
                    .map(it -> it.form().get("Index")))
            .containsExactly("0", "1", "2");
      }
    }
  }

  private List<Received> takenOf(int before) {
    var all = receiver.received();
    return all.subList(before, all.size());
  }

  private static TestServer start(Dialect dialect) {
    return TestServer.on(dialect).start();
  }

  private void comesAfterTime(TestServer server, int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              server.advance(Duration.ofSeconds(10));
              return receiver.received().size() >= count;
            });
  }

  private Chat loud(TestServer server) {
    return Deliverable.loud(server, receiver.url("/hook"));
  }

  private static boolean isSigned(Received told) {
    return new RequestValidator(TestServer.TOKEN)
        .validate(
            told.url(), told.form(), Objects.requireNonNull(told.header("X-Twilio-Signature")));
  }
}
