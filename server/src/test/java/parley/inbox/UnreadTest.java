package parley.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Crowd;
import parley.testkit.Seed;
import parley.testkit.TestServer;
import tools.jackson.databind.JsonNode;

/** Unread counts (docs/behaviour.md 2.11): exact, and in the answer after the write. */
@ParameterizedClass
@EnumSource(Dialect.class)
class UnreadTest {
  @RegisterExtension final TestServer server;
  private Chat chat;
  private String room = "";

  UnreadTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void adaAndBobAreInARoom() {
    chat = server.chat();
    room = chat.joined("ada");
    chat.join(room, "bob");
  }

  @Test
  void theCountIsNullUntilAHorizonIsSet() {
    chat.sayAll(room, "bob", 3);
    assertUnread("ada", null, null);
    chat.mark("ada", room, "LastReadMessageIndex", "0");
    assertUnread("ada", 2L, 0L);
    assertUnread("bob", null, null);
  }

  @Test
  void onesOwnMessagesCountAndMoveNoHorizon() {
    chat.say(room, "bob", "first");
    chat.mark("ada", room, "LastReadMessageIndex", "0");
    chat.say(room, "ada", "my own");
    assertUnread("ada", 1L, 0L);
  }

  @Test
  void theHorizonIsSetByIndexForthAndBackAndIsClampedToTheNewest() {
    chat.sayAll(room, "bob", 10);
    assertThat(unread("ada", "LastReadMessageIndex", "4")).isEqualTo(5L);
    assertThat(unread("ada", "LastReadMessageIndex", "1")).isEqualTo(8L);
    assertThat(unread("ada", "LastReadMessageIndex", "99999")).isEqualTo(0L);
    assertUnread("ada", 0L, 9L);
    assertThat(unread("ada", "LastReadMessageIndex", "0")).isEqualTo(9L);
  }

  @Test
  void anEmptyIndexAndTheWordNullClearTheHorizon() {
    chat.sayAll(room, "bob", 2);
    for (var nothing : List.of("", "null")) {
      chat.mark("ada", room, "LastReadMessageIndex", "1");
      assertUnread("ada", 0L, 1L);
      chat.mark("ada", room, "LastReadMessageIndex", nothing);
      assertUnread("ada", null, null);
      assertThat(participant("ada").get("last_read_timestamp").isNull()).isTrue();
    }
  }

  @Test
  void theHorizonIsSetByTimeToTheNewestMessageOfThatTime() {
    for (var i = 0; i < 5; i++) {
      chat.say(room, "bob", "at minute " + i);
      server.clock().advance(Duration.ofMinutes(1));
    }
    chat.mark("ada", room, "LastReadTimestamp", "2026-03-01T12:02:30Z");
    assertUnread("ada", 2L, 2L);
    assertThat(participant("ada").get("last_read_timestamp").asString())
        .isEqualTo("2026-03-01T12:02:30Z");
    chat.mark("ada", room, "LastReadTimestamp", "2026-03-01T12:01:00Z");
    assertUnread("ada", 3L, 1L);
  }

  @Test
  void aTimeBeforeEveryMessageIsKeptAndLeavesAllOfThemUnread() {
    chat.sayAll(room, "bob", 2);
    chat.mark("ada", room, "LastReadMessageIndex", "1");
    chat.mark("ada", room, "LastReadTimestamp", "2026-02-28T12:00:00Z");
    assertUnread("ada", null, null);
    assertThat(participant("ada").get("last_read_timestamp").asString())
        .isEqualTo("2026-02-28T12:00:00Z");
    var totals = chat.inbox("ada", "Unread=true&Include=Totals");
    assertThat(totals.rows()).hasSize(1);
    assertThat(totals.at("/totals/unread_messages").asInt()).isEqualTo(2);
  }

  @Test
  void anIndexAloneWasReadNowAndOneWithATimeWasReadThen() {
    chat.sayAll(room, "bob", 2);
    server.clock().advance(Duration.ofHours(1));
    chat.mark("ada", room, "LastReadMessageIndex", "0");
    assertThat(participant("ada").get("last_read_timestamp").asString())
        .isEqualTo("2026-03-01T13:00:00Z");
    chat.mark(
        "ada", room, "LastReadMessageIndex", "1", "LastReadTimestamp", "2026-03-01T12:30:00Z");
    assertThat(participant("ada").get("last_read_timestamp").asString())
        .isEqualTo("2026-03-01T12:30:00Z");
  }

  /** The known cure for a count that is null, which apps take as soon as somebody joins. */
  @Test
  void aHorizonSetBeforeTheFirstMessageIsKept() {
    for (var index : List.of("0", "7")) {
      chat.mark("ada", room, "LastReadMessageIndex", index);
      assertUnread("ada", 0L, 0L);
    }
    server.post(Chat.participants(room) + "/bob", "LastReadMessageIndex", "0").is(200);
    assertThat(participant("bob").get("last_read_message_index").asLong()).isZero();
    var first = chat.sayAll(room, "bob", 3).getFirst();
    assertUnread("ada", 2L, 0L);
    assertUnread("bob", 2L, 0L);
    chat.unsay(room, first);
    assertUnread("ada", 2L, 0L);
    chat.say(room, "bob", "one more");
    assertUnread("ada", 3L, 0L);
  }

  @Test
  void aBadHorizonIsRefused() {
    var path = Chat.membership("ada", room);
    for (var bad : List.of("-1", "one", "1.5", "99999999999999999999")) {
      server.post(path, "LastReadMessageIndex", bad).isProblem(400, 50421);
    }
    for (var bad : List.of("yesterday", "2026-13-01T00:00:00Z", "1900-01-01T00:00:00Z")) {
      server.post(path, "LastReadTimestamp", bad).isProblem(400, 50405);
    }
    server.post(path, "NotificationLevel", "loud").isProblem(400, 50210);
    server.post(path).isProblem(400, 20161);
    server.post(path, "Unknown", "x").isProblem(400, 20161);
  }

  @Test
  void deletedMessagesDoNotCountWhereverTheyStood() {
    var sids = chat.sayAll(room, "bob", 10);
    chat.mark("ada", room, "LastReadMessageIndex", "5");
    assertUnread("ada", 4L, 5L);
    chat.unsay(room, sids.get(7));
    assertUnread("ada", 3L, 5L);
    chat.unsay(room, sids.get(2));
    assertUnread("ada", 3L, 5L);
    chat.unsay(room, sids.get(5));
    assertUnread("ada", 3L, 5L);
    chat.unsay(room, sids.get(9));
    assertUnread("ada", 2L, 5L);
    chat.say(room, "bob", "index 10");
    assertUnread("ada", 3L, 5L);
    assertThat(unread("ada", "LastReadMessageIndex", "2")).isEqualTo(5L);
    assertThat(unread("ada", "LastReadMessageIndex", "8")).isEqualTo(1L);
  }

  @Test
  void theParticipantAndTheUsersConversationShareOneHorizon() {
    chat.sayAll(room, "bob", 4);
    server.post(Chat.participants(room) + "/ada", "LastReadMessageIndex", "1").is(200);
    assertUnread("ada", 2L, 1L);
    chat.mark("ada", room, "LastReadMessageIndex", "2");
    assertThat(participant("ada").get("last_read_message_index").asLong()).isEqualTo(2);
  }

  @Test
  void aRowReportsAThousandAtMostAndTheTotalsReportAll() {
    Crowd.run(
        7,
        writer -> {
          chat.sayAll(room, "bob", 150);
          return writer;
        });
    assertThat(chat.inbox("ada", "Include=Totals").at("/totals/unread_messages").asLong())
        .isEqualTo(1050);
    chat.mark("ada", room, "LastReadMessageIndex", "9");
    assertUnread("ada", 1000L, 9L);
    assertThat(chat.inbox("ada", "Include=Totals").at("/totals/unread_messages").asLong())
        .isEqualTo(1040);
    chat.mark("ada", room, "LastReadMessageIndex", "99");
    assertUnread("ada", 950L, 99L);
  }

  @Test
  void whoLeavesAndComesBackStartsWithoutAHorizon() {
    chat.sayAll(room, "bob", 3);
    chat.mark("ada", room, "LastReadMessageIndex", "2", "NotificationLevel", "muted");
    chat.leave(room, "ada");
    chat.join(room, "ada");
    assertUnread("ada", null, null);
    assertThat(chat.own("ada", room).get("notification_level").asString()).isEqualTo("default");
  }

  @Test
  void whateverHappensTheCountIsThatOfAModel() {
    Seed.rounds("unread", 3, this::playAgainstAModel);
  }

  private void playAgainstAModel(Random random) {
    var rooms = List.of(chat.joined("eve"), chat.joined("eve"));
    var models = List.of(new Model(), new Model());
    for (var step = 0; step < 60; step++) {
      var pick = random.nextInt(2);
      models.get(pick).act(chat, rooms.get(pick), random);
      for (var i = 0; i < 2; i++) {
        assertRow("eve", rooms.get(i), models.get(i).unread(), models.get(i).horizon);
      }
      assertThat(chat.inbox("eve", "Include=Totals").at("/totals/unread_messages").asLong())
          .isEqualTo(models.get(0).behind() + models.get(1).behind());
    }
    rooms.forEach(one -> server.delete("/v1/Conversations/" + one).is(204));
  }

  /** What a count is by its definition. */
  private static final class Model {
    final TreeMap<Long, String> messages = new TreeMap<>();
    long next;
    @Nullable Long horizon;

    void act(Chat chat, String room, Random random) {
      switch (random.nextInt(5)) {
        case 0, 1 -> messages.put(next++, chat.say(room, "eve", "x").sid());
        case 2 -> {
          if (!messages.isEmpty()) {
            var index = new ArrayList<>(messages.keySet()).get(random.nextInt(messages.size()));
            chat.unsay(room, String.valueOf(messages.remove(index)));
          }
        }
        case 3 -> {
          long wanted = random.nextInt((int) next + 3);
          chat.mark("eve", room, "LastReadMessageIndex", Long.toString(wanted));
          horizon = Math.min(wanted, Math.max(0, next - 1));
        }
        default -> {
          if (random.nextInt(4) == 0) {
            chat.mark("eve", room, "LastReadMessageIndex", "");
            horizon = null;
          }
        }
      }
    }

    long behind() {
      return horizon == null ? messages.size() : messages.tailMap(horizon, false).size();
    }

    @Nullable Long unread() {
      return horizon == null ? null : (Long) behind();
    }
  }

  /** In the single answer and in the list alike. */
  private void assertUnread(String identity, @Nullable Long count, @Nullable Long index) {
    assertRow(identity, room, count, index);
  }

  private void assertRow(
      String identity, String conversation, @Nullable Long count, @Nullable Long index) {
    var listed =
        chat.inbox(identity, "").rows().stream()
            .filter(row -> row.get("conversation_sid").asString().equals(conversation))
            .findFirst()
            .orElseThrow();
    for (var row : List.of(chat.own(identity, conversation), listed)) {
      assertThat(row.get("unread_messages_count").toString())
          .as("unread count in %s", row)
          .isEqualTo(String.valueOf(count));
      assertThat(row.get("last_read_message_index").toString()).isEqualTo(String.valueOf(index));
    }
  }

  private long unread(String identity, String... form) {
    return chat.mark(identity, room, form).at("/unread_messages_count").asLong();
  }

  private JsonNode participant(String identity) {
    return server.get(Chat.participants(room) + "/" + identity).is(200).json();
  }
}
