package parley.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Crowd;
import parley.testkit.TestServer;

/** The entity tag of a user's list: the same as long as the page would be the same. */
@ParameterizedClass
@CsvSource({"SQLITE,true", "SQLITE,false", "POSTGRESQL,true", "POSTGRESQL,false"})
class InboxTagTest {
  private static final String ALL = "?Include=LastMessage,Totals";

  @RegisterExtension final TestServer server;
  private Chat chat;
  private String room = "";
  private String message = "";

  InboxTagTest(Dialect dialect, boolean keepsAnswers) {
    server = TestServer.on(dialect).keepingAnswers(keepsAnswers);
  }

  @BeforeEach
  void adaIsInARoomWithAMessage() {
    chat = server.chat();
    room = chat.joined("ada", "UniqueName", "room");
    chat.join(room, "bob");
    chat.say(room, "bob", "first");
    message = chat.say(room, "bob", "hello").sid();
    chat.mark("ada", room, "LastReadMessageIndex", "0");
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    for (var query : List.of("", ALL, "?OrderBy=LastActivity&PageSize=1")) {
      var first = server.get(Chat.inboxPath("ada") + query).is(200);
      var tag = first.requiredHeader("ETag");
      for (var named : List.of(tag, "*", "\"other\", " + tag, tag.replaceFirst("^W/", ""))) {
        var again = ifNoneMatch(query, named).is(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.header("Content-Type")).isNull();
        assertThat(again.header("Vary")).isNotNull();
      }
      ifNoneMatch(query, "\"other\"").is(200);
      ifNoneMatch(query, "garbage").is(200);
      assertThat(server.get(Chat.inboxPath("ada") + query).bytes()).isEqualTo(first.bytes());
    }
  }

  @Test
  void everyWriteThatThePageShowsMakesItNew() {
    var path = "/v1/Conversations/" + room;
    var writes = new LinkedHashMap<String, Runnable>();
    writes.put("message", () -> chat.say(room, "bob", "another"));
    writes.put("edit of the last", () -> server.post(newest(), "Body", "edited").is(200));
    writes.put("attributes of the last", () -> server.post(newest(), "Attributes", "[]").is(200));
    writes.put("author of the last", () -> server.post(newest(), "Author", "eve").is(200));
    writes.put("delete of the last", () -> server.delete(newest()).is(204));
    writes.put(
        "delete of an unread one",
        () -> server.delete(Chat.messages(room) + "/" + message).is(204));
    writes.put("name", () -> server.post(path, "FriendlyName", "x").is(200));
    writes.put("unique name", () -> server.post(path, "UniqueName", "other").is(200));
    writes.put("attributes", () -> server.post(path, "Attributes", "{\"a\":1}").is(200));
    writes.put("timers", () -> server.post(path, "Timers.Inactive", "PT10M").is(200));
    writes.put("date", () -> server.post(path, "DateCreated", "2021-01-01T00:00:00Z").is(200));
    writes.put("horizon", () -> chat.mark("ada", room, "LastReadMessageIndex", "1"));
    writes.put("no horizon", () -> chat.mark("ada", room, "LastReadMessageIndex", ""));
    writes.put("level", () -> chat.mark("ada", room, "NotificationLevel", "muted"));
    writes.put(
        "participant's horizon",
        () -> server.post(Chat.participants(room) + "/ada", "LastReadMessageIndex", "0").is(200));
    writes.put("inactive", () -> server.post(path, "State", "inactive").is(200));
    writes.put("revival", () -> chat.say(room, "bob", "wake up"));
    writes.put("join", () -> chat.joined("ada", "UniqueName", "second"));
    writes.put("leave", () -> server.delete(Chat.membership("ada", "second")).is(204));
    writes.put("join again", () -> chat.join("second", "ada"));
    writes.put("delete", () -> server.delete("/v1/Conversations/second").is(204));
    writes.put("close", () -> server.post(path, "State", "closed").is(200));
    writes.forEach(this::assertMakesNew);
  }

  private void assertMakesNew(String what, Runnable write) {
    var before = server.get(Chat.inboxPath("ada") + ALL).is(200);
    var tag = before.requiredHeader("ETag");
    ifNoneMatch(ALL, tag).is(304);
    write.run();
    var after = ifNoneMatch(ALL, tag);
    assertThat(after.status()).as("after the write: %s", what).isEqualTo(200);
    assertThat(after.header("ETag")).isNotEqualTo(tag);
    assertThat(after.body()).isNotEqualTo(before.body());
  }

  private String newest() {
    var rows = server.get(Chat.messages(room) + "?Order=desc&PageSize=1").rows();
    return Chat.messages(room) + "/" + rows.getFirst().get("sid").asString();
  }

  /** It would be taken for that of the page which the caller has (RFC 9110, 8.6). */
  @Test
  void whatHasNotChangedIsToldWithoutALength() {
    var tag = server.get(Chat.inboxPath("ada")).requiredHeader("ETag");
    assertThat(ifNoneMatch("", tag).is(304).header("Content-Length")).isNull();
    assertThat(ifNoneMatch("", tag).is(304).requiredHeader("ETag")).isEqualTo(tag);
  }

  @Test
  void aWriteThatThePageDoesNotShowLeavesItsTag() {
    var tag = server.get(Chat.inboxPath("ada")).requiredHeader("ETag");
    chat.mark("bob", room, "LastReadMessageIndex", "1");
    chat.join(room, "carol");
    server.post("/v1/Users/ada", "FriendlyName", "Ada").is(200);
    chat.joined("bob");
    server.post(Chat.messages(room) + "/" + message, "Body", "edited").is(200);
    ifNoneMatch("", tag).is(304);
  }

  @Test
  void aUserOfTheSameNameHasAListOfHisOwn() {
    var tag = server.get(Chat.inboxPath("ada")).requiredHeader("ETag");
    server.delete("/v1/Users/ada").is(204);
    ifNoneMatch("", tag).isProblem(404, 20404);
    chat.user("ada");
    assertThat(ifNoneMatch("", tag).is(200).rows()).isEmpty();
    chat.joined("ada");
    assertThat(ifNoneMatch("", tag).is(200).rows()).hasSize(1);
  }

  @Test
  void aServicesListGoesWithItsService() {
    var service = server.post("/v1/Services", "FriendlyName", "x").is(201).sid();
    var base = "/v1/Services/" + service;
    var sid = server.post(base + "/Conversations").is(201).sid();
    server.post(base + "/Conversations/" + sid + "/Participants", "Identity", "ada").is(201);
    assertThat(server.get(base + "/Users/ada/Conversations").is(200).rows()).hasSize(1);
    server.delete(base).is(204);
    server.get(base + "/Users/ada/Conversations").isProblem(404, 20404);
  }

  @Test
  void whoeverWritesFindsHisWriteInTheListThatOthersKeepAsking() {
    Crowd.run(
        12,
        number -> {
          var identity = "user " + number % 4;
          var mine = chat.joined(identity);
          for (var i = 0; i < 6; i++) {
            chat.say(mine, identity, "message " + i);
            var body = "LastReadMessageIndex";
            chat.mark(identity, mine, body, Integer.toString(i / 2));
            var row = row(chat.inbox(identity, "Include=LastMessage"), mine);
            assertThat(row.get("unread_messages_count")).isEqualTo(Integer.toString(i - i / 2));
            assertThat(row.get("last_message")).contains("message " + i);
          }
          return number;
        });
  }

  private static Map<String, String> row(Answer list, String conversation) {
    var row =
        list.rows().stream()
            .filter(one -> one.get("conversation_sid").asString().equals(conversation))
            .findFirst()
            .orElseThrow();
    return Map.of(
        "unread_messages_count", row.get("unread_messages_count").toString(),
        "last_message", row.get("last_message").toString());
  }

  private Answer ifNoneMatch(String query, String tag) {
    return server.client().with("If-None-Match", tag).get(Chat.inboxPath("ada") + query);
  }
}
