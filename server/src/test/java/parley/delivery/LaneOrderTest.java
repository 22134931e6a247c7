package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Received;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** Of one conversation a target gets one thing at a time, in order, however it answers. */
@Timeout(120)
class LaneOrderTest {
  private static final int WRITERS = 8;
  private static final int EACH = 15;

  private final Receiver receiver = Receiver.start();
  private final Map<String, AtomicInteger> underway = new ConcurrentHashMap<>();
  private final Map<String, List<Integer>> taken = new ConcurrentHashMap<>();
  private final AtomicInteger atOnceMax = new AtomicInteger();

  @AfterEach
  void end() {
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource
  void oneAtATimeInOrderWhateverFails(Dialect dialect) throws InterruptedException {
    try (var server = TestServer.on(dialect).start()) {
      write(List.of(server));
    }
  }

  @Test
  void oneAtATimeInOrderFromTwoServers() throws InterruptedException {
    try (var one = TestServer.onPostgres().start();
        var other = one.beside()) {
      write(List.of(one, other));
    }
  }

  private void write(List<TestServer> servers) throws InterruptedException {
    var first = servers.getFirst();
    first
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Filters",
            "onMessageAdded")
        .is(200);
    servers.forEach(it -> it.wiring().exchange.webhookConfigurations.lookAgain());
    receiver.answering(this::answer);
    var rooms = IntStream.range(0, 3).mapToObj(i -> first.chat().conversation()).toList();
    var writers = new ArrayList<Thread>();
    for (var n = 0; n < WRITERS; n++) {
      var server = servers.get(n % servers.size());
      var room = rooms.get(n % rooms.size());
      var chat = new Chat(server.client().with("X-Twilio-Webhook-Enabled", "true"));
      writers.add(Thread.ofVirtual().start(() -> chat.sayAll(room, "alice", EACH)));
    }
    for (var writer : writers) {
      writer.join();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              servers.forEach(it -> it.advance(Duration.ofMinutes(6)));
              return taken.values().stream().mapToInt(List::size).sum() >= WRITERS * EACH;
            });
    assertThat(atOnceMax.get()).as("requests of one conversation at once").isEqualTo(1);
    taken
        .values()
        .forEach(
            indexes ->
                assertThat(indexes).isEqualTo(IntStream.range(0, indexes.size()).boxed().toList()));
  }

  /** Fails one in ten, after having looked whether it is alone. */
  private Reaction answer(Received told) {
    var form = told.form();
    var room = Objects.requireNonNull(form.get("ConversationSid"));
    var atOnce = underway.computeIfAbsent(room, none -> new AtomicInteger());
    atOnceMax.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    Thread.onSpinWait();
    var fails = ThreadLocalRandom.current().nextInt(10) == 0;
    if (!fails) {
      taken
          .computeIfAbsent(room, none -> new ArrayList<>())
          .add(Integer.valueOf(Objects.requireNonNull(form.get("Index"))));
    }
    atOnce.decrementAndGet();
    return Reaction.status(fails ? 503 : 200);
  }
}
