package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Contents;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Crowd;
import parley.testkit.Furnished;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.Tables;
import parley.testkit.TestServer;

/** A reset leaves a server as it was after its first start, whatever it was doing. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(180)
class ResetTest {
  private static final String RESET = "/parley/v1/Test/Reset";

  @AutoClose private final TestServer server;
  @AutoClose private final Receiver receiver = Receiver.start();

  ResetTest(Dialect dialect) {
    server = TestServer.on(dialect).withTestControls().start();
  }

  private void reset() {
    server.post(RESET).is(204);
  }

  private Chat loud() {
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Filters",
            "onMessageAdded")
        .is(200);
    return new Chat(server.client().with("X-Twilio-Webhook-Enabled", "true"));
  }

  @Test
  void everyTableIsEmptyButThoseThatAreTheDatabasesOwn() {
    server.settle();
    var first = Tables.of(server.place());
    Furnished.defaultService(server);
    Furnished.namedService(server);
    server.post("/v1/Configuration", "DefaultInactiveTimer", "PT1H").is(200);
    server.settle();
    assertThat(Tables.of(server.place())).isNotEqualTo(first);
    reset();
    var after = Tables.of(server.place());
    Contents.NOT_CONTENTS.forEach(
        table -> assertThat(after.remove(table)).isEqualTo(first.remove(table)));
    assertThat(after).isEqualTo(first);
  }

  @Test
  void whatWasThereIsNotFoundWhateverRemembersItAndWhatIsMadeIsLikeTheFirst() {
    var things = Furnished.defaultService(server);
    var user = things.sid("Users");
    var paths =
        List.of(
            "/v1/Services/" + things.sid("Services"),
            "/v1/Services/" + things.sid("Services") + "/Conversations",
            "/v1/Conversations/" + things.sid("Conversations"),
            "/v1/Conversations/" + things.sid("Conversations") + "/Messages",
            "/v1/Users/" + user,
            "/v1/Users/" + user + "/Conversations",
            "/v1/Users/ada%20lovelace%2F1/Conversations?OrderBy=LastActivity&Include=LastMessage",
            "/v1/Roles/" + things.sid("Roles"),
            "/v1/Credentials/" + things.sid("Credentials"),
            "/v1/Configuration/Addresses/" + things.sid("Addresses"),
            "/v1/Services/" + things.sid("Services") + "/Media/" + things.sid("Media"),
            "/parley/v1/Deliveries/" + things.sid("Deliveries"));
    paths.forEach(path -> server.get(path).is(200));
    reset();
    paths.forEach(path -> server.get(path).isProblem(404, 20404));
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
    assertThat(server.get("/v1/Services").rows()).hasSize(1);
    assertThat(service()).isNotEqualTo(things.sid("Services"));
    var chat = server.chat();
    var room = chat.joined("ada");
    chat.say(room, "ada", "hello");
    assertThat(chat.inbox("ada", "").rows()).hasSize(1);
  }

  private String service() {
    return server.get("/v1/Configuration").is(200).text("default_chat_service_sid");
  }

  @Test
  void theClockIsTheMachinesAndFaultsAndSinksAreForgotten() {
    server.post("/parley/v1/Test/Clock", "Advance", "P10Y", "Frozen", "true").is(200);
    var before = server.chat().conversation();
    server.anonymous().post("/parley/v1/Test/Sink/mine", "a", "b").is(200);
    server
        .post("/parley/v1/Test/Faults", "Method", "GET", "Route", "/v1/Users", "Status", "500")
        .is(201);
    reset();
    assertThat(server.get("/parley/v1/Test/Clock").body())
        .isEqualTo(
            """
            {"now":"2026-03-01T12:00:00Z","frozen":false,"offset":"PT0S"}\
            """);
    assertThat(server.get("/parley/v1/Test/Sink/mine/Requests").at("/requests")).isEmpty();
    server.get("/v1/Users").is(200);
    var after = server.chat().conversation("Timers.Inactive", "PT1M");
    assertThat(after).isLessThan(before); // its SID is of today, not of in ten years
    server.post("/parley/v1/Test/Clock", "Advance", "PT1M").is(200);
    assertThat(server.get("/v1/Conversations/" + after).text("state")).isEqualTo("inactive");
  }

  @Test
  void filesGoAndNothingElseDoes() {
    Furnished.defaultService(server);
    var kept = files();
    assertThat(kept).isNotEmpty();
    reset();
    server.settle();
    assertThat(files()).isEmpty();
  }

  private List<String> files() {
    var names = new ArrayList<String>();
    collect(server.files().toFile(), names);
    return names;
  }

  private static void collect(File directory, List<String> names) {
    for (var file : directory.listFiles()) {
      if (file.isDirectory()) {
        collect(file, names);
      } else {
        names.add(file.getName());
      }
    }
  }

  @Test
  void aKeyThatATestHasMadeGoes() {
    var key = server.apiKeys().add(TestServer.ACCOUNT, "of a test");
    server.client().as(key.sid(), key.secret()).get("/v1/Conversations").is(200);
    reset();
    server.client().as(key.sid(), key.secret()).get("/v1/Conversations").isProblem(401, 20003);
  }

  @Test
  void whatIsUnderWayToAReceiverIsGivenUpAndNothingOfItIsWritten() {
    var hold = new CountDownLatch(1);
    receiver.answeringAlways(
        connection -> {
          hold.await();
          return Reaction.status(500).on(connection);
        });
    var chat = loud();
    for (var i = 0; i < 40; i++) {
      chat.say(chat.conversation(), "ada", "old " + i);
    }
    receiver.await(1);
    reset();
    var told = receiver.received().size();
    hold.countDown();
    receiver.answeringAlways(Reaction.status(200));
    var fresh = loud();
    fresh.say(fresh.conversation(), "ada", "new");
    await().until(() -> server.get("/parley/v1/Deliveries?Status=delivered").rows().size() == 1);
    server.post("/parley/v1/Test/Clock", "Advance", "P1D").is(200);
    assertThat(receiver.received().stream().skip(told).map(it -> it.form().get("Body")))
        .containsExactly("new");
    var rows = Tables.of(server.place());
    assertThat(rows.get("deliveries")).hasSize(1);
    assertThat(rows.get("delivery_attempts")).isEmpty();
    assertThat(rows.get("delivery_lanes")).isEmpty();
  }

  @Test
  void aTargetThatWasOutOfOrderIsAskedAnew() {
    receiver.answeringAlways(Reaction.status(503));
    var chat = loud();
    for (var i = 0; i < 6; i++) {
      chat.say(chat.conversation(), "ada", "hello");
      receiver.await(i < 5 ? i + 1 : 5);
    }
    reset();
    receiver.answeringAlways(Reaction.status(200));
    var told = receiver.received().size();
    var fresh = loud();
    fresh.say(fresh.conversation(), "ada", "now");
    assertThat(receiver.await(told + 1).form()).containsEntry("Body", "now");
  }

  /**
   * Sixteen write and read while resets come. What was made before one that is over is not found;
   * what was made with none since is there; no request fails for it, but one that took so long that
   * a reset did not wait for it is told so and has done nothing.
   */
  @Test
  void underLoadEachRequestIsBeforeOrAfterIt() {
    var begun = new AtomicInteger();
    var ended = new AtomicInteger();
    var over = new AtomicBoolean();
    var wrong = new ConcurrentLinkedQueue<String>();
    var asked = new AtomicLong();
    loud();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 16; i++) {
        var identity = "user " + i;
        threads.execute(
            () -> {
              while (!over.get()) {
                visit(identity, begun, ended, wrong);
                asked.incrementAndGet();
              }
            });
      }
      try {
        for (var i = 0; i < 20; i++) {
          var before = asked.get();
          await().until(() -> asked.get() > before + 20 || !wrong.isEmpty());
          begun.incrementAndGet();
          reset();
          ended.incrementAndGet();
        }
      } finally {
        over.set(true);
      }
    }
    assertThat(wrong).isEmpty();
    reset();
    var left = Tables.of(server.place());
    left.keySet().removeAll(Contents.NOT_CONTENTS);
    left.keySet().removeAll(List.of("accounts", "due"));
    assertThat(left.values()).allMatch(List::isEmpty);
  }

  private void visit(
      String identity,
      AtomicInteger begun,
      AtomicInteger ended,
      ConcurrentLinkedQueue<String> wrong) {
    var client = server.client().with("X-Twilio-Webhook-Enabled", "true");
    var name = identity + " " + UUID.randomUUID();
    var endedBefore = ended.get();
    var made = client.post("/v1/Conversations", "FriendlyName", name);
    var begunSince = begun.get();
    if (made.status() != 201) {
      check(begunSince > endedBefore && isOvertaken(made), "not made: " + made.body(), wrong);
      var there = client.get("/v1/Conversations?PageSize=100").body();
      check(!there.contains(name), "made by a call that was overtaken", wrong);
      return;
    }
    var path = "/v1/Conversations/" + made.sid();
    var calls =
        Map.of(
            "join", client.post(path + "/Participants", "Identity", identity),
            "say", client.post(path + "/Messages", "Author", identity, "Body", "hello"),
            "inbox", client.get(Chat.inboxPath(identity)));
    var endedThen = ended.get();
    var found = client.get(path);
    var begunThen = begun.get();
    var mayBeGone = begunThen > endedBefore; // one has begun since before it was made
    calls.forEach(
        (call, it) ->
            check(
                it.status() < 300 || (it.status() == 404 && mayBeGone),
                call + ": " + it.body(),
                wrong));
    if (endedThen > begunSince) { // one has begun and ended since it was made
      check(found.status() == 404, "found what is gone: " + found.body(), wrong);
    } else if (!mayBeGone) {
      check(found.status() == 200, "lost: " + found.body(), wrong);
    }
  }

  private static boolean isOvertaken(Answer answer) {
    return answer.status() == 404 && answer.body().contains("has been replaced");
  }

  private static void check(boolean right, String what, ConcurrentLinkedQueue<String> wrong) {
    if (!right) {
      wrong.add(what);
    }
  }

  @Test
  void manyInARowAndAtOnceLeaveNothingOpen() {
    for (var i = 0; i < 20; i++) {
      round();
    }
    var open = openFiles();
    for (var i = 0; i < 200; i++) {
      round();
    }
    assertThat(openFiles()).isLessThan(open + 20);
    Crowd.run(8, i -> server.post(RESET).is(204));
  }

  private void round() {
    var chat = server.chat();
    chat.say(chat.joined("ada"), "ada", "hello");
    reset();
  }

  private static int openFiles() {
    var files = new File("/proc/self/fd").list();
    return files == null ? 0 : files.length;
  }

  @Test
  void sweepsGoOnBehindAClockThatWasFarAhead() {
    server.post("/parley/v1/Test/Clock", "Advance", "P100Y").is(200);
    reset();
    receiver.answeringAlways(Reaction.status(200));
    var chat = loud();
    chat.say(chat.conversation(), "ada", "hello");
    receiver.await(1);
    server.post("/parley/v1/Test/Clock", "Advance", "P5D").is(200);
    assertThat(server.get("/parley/v1/Deliveries").rows()).isEmpty();
  }

  @Test
  void whoWaitsForAPreHookDoesNotHoldItUp() {
    var asked = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    receiver.answeringAlways(
        connection -> {
          asked.countDown();
          go.await();
          return Reaction.status(200).on(connection);
        });
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PreWebhookUrl",
            receiver.url("/pre"),
            "Filters",
            "onConversationAdd")
        .is(200);
    var client = server.client().with("X-Twilio-Webhook-Enabled", "true");
    var answers =
        Crowd.run(
            2,
            i -> {
              if (i == 0) {
                return client.post("/v1/Conversations", "FriendlyName", "waits").status();
              }
              try {
                asked.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              var status = server.post(RESET).status();
              go.countDown();
              return status;
            });
    assertThat(answers.get(1)).isEqualTo(204);
    assertThat(answers.get(0)).isEqualTo(404); // the service that it meant is gone
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
  }

  @Test
  void aCallThatMovesTheClockMeanwhileMovesItNoFurther() {
    receiver.answeringAlways(Reaction.nothing());
    var chat = loud();
    chat.say(chat.conversation(), "ada", "hello");
    receiver.await(1);
    var moved =
        Crowd.run(
            2,
            i -> {
              if (i == 0) {
                return server.post("/parley/v1/Test/Clock", "Frozen", "true", "Advance", "P1D");
              }
              await().until(() -> server.get("/parley/v1/Test/Clock").at("/frozen").booleanValue());
              return server.post(RESET).is(204);
            });
    assertThat(moved.getFirst().status()).isEqualTo(409);
    assertThat(server.get("/parley/v1/Test/Clock").text("offset")).isEqualTo("PT0S");
  }
}
