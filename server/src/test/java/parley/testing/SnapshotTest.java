package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Furnished;
import parley.testkit.Recount;
import parley.testkit.Tables;
import parley.testkit.TestServer;

/** What was there at a snapshot is there again, all of it and nothing else. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class SnapshotTest {
  private static final String SNAPSHOTS = "/parley/v1/Test/Snapshots";
  private static final String CLOCK = "/parley/v1/Test/Clock";

  @AutoClose private final TestServer server;

  SnapshotTest(Dialect dialect) {
    server = TestServer.on(dialect).withTestControls().start();
    server.settle();
  }

  private void take(String name) {
    server.post(SNAPSHOTS, "Name", name).is(201);
  }

  private void restore(String name) {
    server.post(SNAPSHOTS + "/" + name + "/Restore").is(204);
  }

  private SortedMap<String, List<String>> tables() {
    server.settle();
    return Tables.of(server.place());
  }

  @Test
  void everythingIsAsItWas() {
    var things = Furnished.defaultService(server);
    Furnished.namedService(server);
    var chat = server.chat();
    var room = chat.joined("ada", "Timers.Inactive", "P1D");
    chat.sayAll(room, "ada", 5);
    var key = server.apiKeys().add(TestServer.ACCOUNT, "kept");
    var pages =
        List.of(
            "/v1/Conversations",
            "/v1/Services",
            Chat.inboxPath("ada") + "?Include=LastMessage,Totals",
            "/v1/Configuration",
            "/v1/Services/" + things.sid("Services") + "/Media/" + things.sid("Media"));
    var shown = pages.stream().map(this::shown).toList();
    var before = tables();
    take("all");
    server.delete("/v1/Conversations/" + room).is(204);
    server.delete("/v1/Users/" + things.sid("Users")).is(204);
    server.post("/v1/Configuration", "DefaultInactiveTimer", "PT1H").is(200);
    server.apiKeys().remove(TestServer.ACCOUNT, key.sid());
    chat.say(chat.joined("eve"), "eve", "not there then");
    server.post(CLOCK, "Advance", "P60D", "Frozen", "true").is(200); // sweeps take a lot away
    assertThat(tables()).isNotEqualTo(before);
    restore("all");
    assertThat(tables()).isEqualTo(before);
    assertThat(pages.stream().map(this::shown)).isEqualTo(shown);
    assertThat(server.get(CLOCK).body()).contains("\"frozen\":false", "\"offset\":\"PT0S\"");
    server.client().as(key.sid(), key.secret()).get("/v1/Conversations").is(200);
    Recount.assertRight(server.database());
    server.post(CLOCK, "Advance", "P1D").is(200);
    assertThat(server.get("/v1/Conversations/" + room).text("state")).isEqualTo("inactive");
  }

  /** But for the temporary URL, which is another one each time. */
  private String shown(String path) {
    return server.get(path).is(200).body().replaceAll("Signature=[^\"]*", "");
  }

  @Test
  void aFileIsThereAgainThoughItWasSweptAndGoesWithTheLastSnapshotThatHasIt() {
    var media = "/v1/Services/" + service() + "/Media";
    var sid = server.client().with("Content-Type", "text/plain").postRaw(media, "hello").sid();
    var content = server.get(media + "/" + sid).at("/links/content").stringValue();
    take("one");
    take("two");
    server.post(CLOCK, "Advance", "P2D").is(200);
    server.get(media + "/" + sid).isProblem(404, 20404);
    restore("one");
    assertThat(server.get(content).is(200).body()).isEqualTo("hello");
    server.post(CLOCK, "Advance", "P2D").is(200);
    server.delete(SNAPSHOTS + "/one").is(204);
    server.settle();
    restore("two");
    assertThat(server.get(content).is(200).body()).isEqualTo("hello");
    server.post("/parley/v1/Test/Reset").is(204);
    server.delete(SNAPSHOTS + "/two").is(204);
    server.settle();
    assertThat(hasFile(sid)).isFalse();
  }

  private boolean hasFile(String sid) {
    try (Stream<Path> files = Files.walk(server.files())) {
      return files.anyMatch(file -> file.endsWith(sid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String service() {
    return server.get("/v1/Configuration").text("default_chat_service_sid");
  }

  @Test
  void theClockIsAsItWasAlsoStopped() {
    server.post(CLOCK, "Frozen", "true", "Now", "2030-01-01T00:00:00Z").is(200);
    take("stopped");
    server.post(CLOCK, "Frozen", "false", "Now", "2020-01-01T00:00:00Z").is(200);
    restore("stopped");
    assertThat(server.get(CLOCK).body())
        .contains("\"now\":\"2030-01-01T00:00:00Z\",\"frozen\":true");
  }

  @Test
  void nobodyIsShownWhatAVersionWasInTheTimeThatIsUndone() {
    var chat = server.chat();
    var room = chat.joined("ada");
    var inbox = Chat.inboxPath("ada") + "?OrderBy=LastActivity&Include=LastMessage";
    chat.say(room, "ada", "first");
    take("x");
    for (var round = 0; round < 3; round++) {
      chat.say(room, "ada", "second " + round);
      server.post("/v1/Conversations/" + room, "FriendlyName", "name " + round).is(200);
      assertThat(server.get(inbox).body()).contains("second " + round, "name " + round);
      restore("x");
      assertThat(server.get(inbox).body()).contains("first").doesNotContain("second", "name ");
    }
  }

  @Test
  void snapshotsAreListedFetchedReplacedAndDeletedAndOutliveAReset() {
    take("b");
    take("a-1._");
    var room = server.chat().conversation();
    take("b");
    server.post("/parley/v1/Test/Reset").is(204);
    assertThat(server.get(SNAPSHOTS).is(200).at("/snapshots").findValuesAsString("name"))
        .containsExactly("a-1._", "b");
    assertThat(server.get(SNAPSHOTS + "/b").is(200).json().size()).isEqualTo(4);
    restore("b");
    server.get("/v1/Conversations/" + room).is(200);
    restore("a-1._");
    server.get("/v1/Conversations/" + room).isProblem(404, 20404);
    server.delete(SNAPSHOTS + "/b").is(204);
    server.delete(SNAPSHOTS + "/b").isProblem(404, 20404);
    server.get(SNAPSHOTS + "/b").isProblem(404, 20404);
    server.post(SNAPSHOTS + "/b/Restore").isProblem(404, 20404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a b", "a/b", "ä", "nul\0"})
  void aNameThatIsNoneIsRefused(String name) {
    var refused = server.post(SNAPSHOTS, "Name", name).isProblem(400, 20422);
    assertThat(refused.at("/details/parameter").stringValue()).isEqualTo("Name");
    server.post(SNAPSHOTS, "Name", "n".repeat(65)).isProblem(400, 20422);
    server.post(SNAPSHOTS).isProblem(400, 20422);
  }

  /** As it should be, or told that it came too late: what it was about has been replaced. */
  private static boolean isOr(Answer answer, int status) {
    return answer.status() == status
        || (answer.status() == 404 && answer.body().contains("has been replaced"));
  }

  @Test
  void whileRequestsRunEachSeesTheOneOrTheOther() {
    var chat = server.chat();
    var room = chat.joined("ada");
    chat.sayAll(room, "ada", 3);
    take("three");
    var over = new AtomicBoolean();
    var wrong = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 8; i++) {
        threads.execute(
            () -> {
              while (!over.get()) {
                var said = server.post(Chat.messages(room), "Author", "ada", "Body", "more");
                var list = server.get(Chat.inboxPath("ada") + "?Include=LastMessage");
                if (!isOr(said, 201) || !isOr(list, 200)) {
                  wrong.add(said.body() + " " + list.body());
                }
              }
            });
      }
      try {
        for (var i = 0; i < 20; i++) {
          restore("three");
        }
      } finally {
        over.set(true);
      }
    }
    assertThat(wrong).isEmpty();
    restore("three");
    assertThat(server.get(Chat.messages(room)).rows()).hasSize(3);
    Recount.assertRight(server.database());
    chat.say(room, "ada", "fourth");
    assertThat(server.get(Chat.inboxPath("ada") + "?Include=LastMessage").body())
        .contains("fourth");
  }
}
