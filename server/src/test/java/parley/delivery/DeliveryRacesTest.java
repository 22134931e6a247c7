package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Received;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/**
 * Some write, some call off and some have told again, on two servers where there can be two, while
 * the target takes some and refuses some: nothing is stuck, nothing is lost, and of a conversation
 * there is one call at a time. {@code -Dparley.seed=N} does the same again.
 */
@Timeout(180)
class DeliveryRacesTest {
  private static final String PATH = "/parley/v1/Deliveries";
  private static final int ROUNDS = 40;

  private final long seed = Long.getLong("parley.seed", System.nanoTime());
  private final Map<String, AtomicInteger> underway = new ConcurrentHashMap<>();
  private final AtomicBoolean twoAtOnce = new AtomicBoolean();
  private volatile boolean calm;

  @ParameterizedTest
  @EnumSource
  void nothingIsStuckOrLostOrSentTwiceAtOnce(Dialect dialect) throws Exception {
    System.out.println("races of deliveries with -Dparley.seed=" + seed);
    try (var receiver = Receiver.start();
        var server = TestServer.on(dialect).start()) {
      if (dialect.ownsEveryWrite()) {
        race(receiver, List.of(server));
      } else {
        try (var second = server.beside()) {
          race(receiver, List.of(server, second));
        }
      }
    }
  }

  private void race(Receiver receiver, List<TestServer> servers) throws Exception {
    var random = new Random(seed);
    receiver.answering(it -> reaction(it, random));
    var chat = Deliverable.loud(servers.getFirst(), receiver.url("/hook"));
    servers.forEach(one -> one.advance(Duration.ofSeconds(2))); // all know of the webhook
    var conversations = IntStream.range(0, 3).mapToObj(i -> chat.conversation()).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (var n = 0; n < 8; n++) {
        var server = servers.get(n % servers.size());
        var own = new Random(seed + n);
        var writes = n < 4;
        all.add(
            threads.submit(
                () -> {
                  for (var round = 0; round < ROUNDS; round++) {
                    if (writes) {
                      write(server, conversations.get(own.nextInt(conversations.size())));
                    } else {
                      disturb(server, own);
                    }
                  }
                }));
      }
      for (var one : all) {
        one.get();
      }
    }
    calm = true;
    awaitQuiet(servers);
    assertThat(twoAtOnce).as("two calls of one conversation at once").isFalse();
    assertThatNothingIsLost(servers.getFirst(), receiver.received());
  }

  private static void write(TestServer server, String conversation) {
    new Chat(server.client().with("X-Twilio-Webhook-Enabled", "true"))
        .say(conversation, "alice", "hello");
  }

  private static void disturb(TestServer server, Random random) {
    var sids = server.get(PATH + "?PageSize=30").is(200).column("sid");
    if (sids.isEmpty()) {
      return;
    }
    var one = PATH + "/" + sids.get(random.nextInt(sids.size()));
    switch (random.nextInt(4)) {
      case 0 ->
          assertThat(server.post(one, "Status", "canceled").status()).as("cancel").isIn(200, 409);
      case 1 -> server.post(PATH + "/Replay", "Status", "canceled").is(202);
      case 2 -> server.post(PATH + "/Replay", "Status", "pending").is(202);
      default -> server.post(one + "/Replay").is(202);
    }
  }

  private Reaction reaction(Received received, Random random) {
    var lane = received.form().getOrDefault("ConversationSid", "");
    var count = underway.computeIfAbsent(lane, key -> new AtomicInteger());
    int chance;
    synchronized (random) {
      chance = random.nextInt(10);
    }
    return connection -> {
      if (count.incrementAndGet() > 1) {
        twoAtOnce.set(true);
      }
      Thread.sleep(2);
      count.decrementAndGet();
      return Reaction.status(calm || chance < 7 ? 200 : chance == 7 ? 410 : 500).on(connection);
    };
  }

  private static void awaitQuiet(List<TestServer> servers) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              servers.forEach(one -> one.advance(Duration.ofMinutes(6)));
              assertThat(servers.getFirst().get(PATH + "?Status=pending").is(200).rows()).isEmpty();
              assertThat(lanes(servers.getFirst())).isZero();
            });
  }

  private static void assertThatNothingIsLost(TestServer server, List<Received> received) {
    var tokens =
        received.stream()
            .map(it -> String.valueOf(it.header("I-Twilio-Idempotency-Token")).replace("-", ""))
            .collect(Collectors.toSet());
    var rows = server.get(PATH + "?PageSize=1000").is(200).rows();
    assertThat(rows).hasSize(4 * ROUNDS);
    assertThat(rows)
        .filteredOn(row -> row.get("status").asString().equals("delivered"))
        .isNotEmpty()
        .allMatch(row -> tokens.contains(row.get("sid").asString().substring(2)));
    assertThat(rows)
        .allMatch(
            row ->
                List.of("delivered", "failed", "canceled").contains(row.get("status").asString()));
  }

  private static long lanes(TestServer server) {
    return server
        .database()
        .read(
            tx ->
                tx.query("SELECT count(*) AS n FROM delivery_lanes")
                    .first(row -> row.number("n"))
                    .orElseThrow());
  }
}
