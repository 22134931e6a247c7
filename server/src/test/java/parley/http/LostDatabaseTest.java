package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.LogLines;
import parley.testkit.TestServer;

/** What callers are told while PostgreSQL is away or held up, and what the log says. */
@Timeout(120)
class LostDatabaseTest {
  private static final int CROWD = 30;

  @RegisterExtension
  final TestServer server =
      TestServer.on(Dialect.POSTGRESQL)
          .withDatabase(
              place ->
                  place
                      .overWire()
                      .with("options=-c%20lock_timeout=4000")
                      .with(options -> options.withPatience(Duration.ofSeconds(3))));

  @AutoClose final LogLines log = LogLines.of("parley.http");

  @Test
  void aStoppedDatabaseIs503AndIsFoundAgain() {
    var chat = server.chat();
    var room = chat.joined("ada");
    server.place().wire().unplug();
    var answers =
        List.of(
            server.get(Chat.messages(room)),
            server.post(Chat.messages(room), "Body", "hello"),
            server.delete("/v1/Conversations/" + room));
    for (var answer : answers) {
      answer.isProblem(503, 20503);
      assertThat(answer.header("Retry-After")).isNotBlank();
    }
    assertThat(log.all()).hasSize(3).allMatch(line -> line.contains("not available"));
    server.place().wire().mend();
    await().until(() -> server.get(Chat.messages(room)).status() == 200);
    chat.say(room, "ada", "we are back");
  }

  @Test
  void aConnectionThatIsLostAtTheCommitLeavesTheOutcomeOpenAndSaysSo() {
    var room = server.chat().joined("ada");
    server.place().wire().cutAtCommit();
    await().until(() -> server.get(Chat.messages(room)).status() == 200);
    var answer = server.post(Chat.messages(room), "Body", "hello").isProblem(503, 20510);
    assertThat(answer.json().get("message").asString()).contains("is not known");
    assertThat(answer.header("Retry-After")).as("repeating it may do it twice").isNull();
    assertThat(log.all().getLast()).contains("POST", "is not known");
    server.place().wire().mend();
    await().until(() -> server.get(Chat.messages(room)).status() == 200);
    assertThat(server.get(Chat.messages(room)).column("body")).containsExactly("hello");
  }

  @Test
  void aConversationThatIsHeldByAStuckSessionHoldsUpNothingElse() {
    var room = server.chat().joined("ada");
    assertHoldsUpNothingElse(
        "conversations", room, i -> server.post(Chat.messages(room), "Body", "hello"));
  }

  @Test
  void aUserWhoIsHeldByAStuckSessionHoldsUpNobodyElse() {
    var chat = server.chat();
    var rooms = Stream.generate(() -> chat.joined("ada")).limit(CROWD).toList();
    assertHoldsUpNothingElse(
        "users",
        server.get("/v1/Users/ada").sid(),
        i -> server.post(Chat.membership("ada", rooms.get(i)), "LastReadMessageIndex", "0"));
  }

  private void assertHoldsUpNothingElse(String table, String sid, IntFunction<Answer> wanting) {
    var chat = server.chat();
    var other = chat.joined("bob");
    List<CompletableFuture<Answer>> calls;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (var session = server.place().otherSession()) {
        session.run("SELECT 1 FROM %s WHERE sid = '%s' FOR UPDATE".formatted(table, sid));
        calls =
            IntStream.range(0, CROWD)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> wanting.apply(i), threads))
                .toList();
        do {
          chat.say(other, "bob", "life goes on");
          server.get("/v1/Users").is(200);
        } while (!calls.stream().allMatch(CompletableFuture::isDone));
      }
      for (var call : calls) {
        assertThat(call.join().isProblem(503, 20503).header("Retry-After")).isNotBlank();
      }
    }
    assertThat(wanting.apply(0).status()).as("it is free again").isBetween(200, 201);
  }
}
