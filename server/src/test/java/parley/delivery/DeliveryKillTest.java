package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Received;
import parley.testkit.Receiver;
import parley.testkit.TestClient;
import parley.testkit.TestDatabase;
import parley.testkit.TestProcess;

/**
 * Kills a server while many write, again and again: what was acknowledged is there and was told, in
 * order. {@code -Dparley.kills=100} for more rounds.
 */
@Timeout(1800)
class DeliveryKillTest {
  private static final int ROUNDS = Integer.getInteger("parley.kills", 10);
  private static final int WRITERS = 16;
  private static final int CONVERSATIONS = 5;

  @TempDir Path data;
  private final Receiver receiver = Receiver.start();

  /** What was acknowledged: SIDs by conversation. */
  private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();

  @AfterEach
  void end() {
    receiver.close();
  }

  @Test
  void nothingIsLostOnSqlite() throws InterruptedException {
    killAgainAndAgain(() -> TestProcess.serve(data));
  }

  @Test
  void nothingIsLostOnPostgres() throws InterruptedException {
    try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
      killAgainAndAgain(() -> serve(database, "one"));
    }
  }

  @Test
  void nothingIsLostWhenOneOfTwoServersIsKilled() throws InterruptedException {
    try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
        var surviving = serve(database, "one")) {
      begin(surviving);
      for (var round = 0; round < ROUNDS; round++) {
        try (var dying = serve(database, "two")) {
          writeAndKill(dying, List.of(surviving, dying), round);
        }
      }
      assertNothingLost(surviving);
    }
  }

  private void killAgainAndAgain(Supplier<TestProcess> start) throws InterruptedException {
    for (var round = 0; round < ROUNDS; round++) {
      try (var server = start.get()) {
        if (round == 0) {
          begin(server);
        }
        writeAndKill(server, List.of(server), round);
      }
    }
    try (var server = start.get()) {
      assertNothingLost(server);
    }
  }

  private TestProcess serve(TestDatabase database, String name) {
    var variables = new HashMap<>(TestProcess.ACCOUNT);
    variables.put("PARLEY_DATABASE", database.url());
    variables.put("PARLEY_SECRET_KEY", "0".repeat(64));
    variables.put("PARLEY_MEDIA", data.resolve("media").toString());
    return TestProcess.serve(data.resolve(name), variables);
  }

  private void begin(TestProcess server) {
    // Now and then it fails, so that some wait for their next try when their server dies.
    receiver.answering(
        told -> Reaction.status(ThreadLocalRandom.current().nextInt(200) == 0 ? 503 : 200));
    server
        .client()
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Filters",
            "onMessageAdded")
        .is(200);
    for (var i = 0; i < CONVERSATIONS; i++) {
      acknowledged.put(new Chat(server.client()).conversation(), ConcurrentHashMap.newKeySet());
    }
  }

  private void writeAndKill(TestProcess dying, List<TestProcess> servers, int round)
      throws InterruptedException {
    var written = new CountDownLatch(50 + ThreadLocalRandom.current().nextInt(200));
    var over = new CountDownLatch(1);
    var writers =
        IntStream.range(0, WRITERS)
            .mapToObj(n -> writer(servers.get(n % servers.size()), n, written, over))
            .toList();
    assertThat(written.await(60, TimeUnit.SECONDS)).as("round " + round).isTrue();
    dying.kill();
    over.countDown();
    for (var writer : writers) {
      writer.join();
    }
  }

  private Thread writer(TestProcess server, int n, CountDownLatch written, CountDownLatch over) {
    var room = List.copyOf(acknowledged.keySet()).get(n % CONVERSATIONS);
    var loud = server.client().with("X-Twilio-Webhook-Enabled", "true");
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                while (over.getCount() > 0) {
                  var said = new Chat(loud).say(room, "bob", "hello").sid();
                  acknowledged.getOrDefault(room, Set.of()).add(said);
                  written.countDown();
                }
              } catch (UncheckedIOException e) {
                // the server is gone: this message was not acknowledged
              }
            });
  }

  private void assertNothingLost(TestProcess server) {
    for (var room : acknowledged.entrySet()) {
      var there = there(server.client(), room.getKey());
      assertThat(there).as("acknowledged").containsAll(room.getValue());
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(firstArrivals(room.getKey()))
                      .as("told at least once, in order")
                      .containsExactlyElementsOf(there));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(pending(server.client())).as("stuck").isEmpty());
  }

  /** The messages of a conversation by index, of which none is left out. */
  private static List<String> there(TestClient client, String room) {
    var there = new ArrayList<String>();
    Answer page = client.get(Chat.messages(room) + "?PageSize=1000").is(200);
    while (true) {
      assertThat(page.column("index"))
          .as("indexes without a gap")
          .isEqualTo(
              IntStream.range(there.size(), there.size() + page.rows().size())
                  .mapToObj(Integer::toString)
                  .toList());
      there.addAll(page.column("sid"));
      var next = page.next();
      if (next == null) {
        return there;
      }
      page = client.get(next).is(200);
    }
  }

  private List<String> firstArrivals(String room) {
    var first = new LinkedHashSet<String>();
    for (Received told : receiver.received()) {
      var form = told.form();
      if (room.equals(form.get("ConversationSid"))) {
        first.add(form.get("MessageSid"));
      }
    }
    return List.copyOf(first);
  }

  private static List<String> pending(TestClient client) {
    return client.get("/parley/v1/Deliveries?Status=pending").is(200).column("sid");
  }
}
