package parley.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import parley.problem.Limits;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Crowd;
import parley.testkit.TestServer;

/** The list of a user's conversations: order, filters, and what it includes on request. */
@ParameterizedClass
@CsvSource({"SQLITE,true", "SQLITE,false", "POSTGRESQL,true", "POSTGRESQL,false"})
class InboxListTest {
  @RegisterExtension final TestServer server;
  private Chat chat;

  InboxListTest(Dialect dialect, boolean keepsAnswers) {
    server =
        TestServer.on(dialect)
            .keepingAnswers(keepsAnswers)
            .withLimits(Limits.but(draft -> draft.conversationsPerIdentity = 5000));
  }

  @BeforeEach
  void connect() {
    chat = server.chat();
  }

  @Test
  void thePlainAnswerHasTheOriginalsPropertiesInOrder() {
    chat.joined("ada");
    var list = chat.inbox("ada", "");
    assertThat(list.keys()).containsExactly("conversations", "meta");
    assertThat(list.at("/meta").propertyNames())
        .containsExactly(
            "page",
            "page_size",
            "first_page_url",
            "previous_page_url",
            "url",
            "next_page_url",
            "key");
    assertThat(list.rows().getFirst().propertyNames())
        .containsExactly(
            "account_sid",
            "chat_service_sid",
            "conversation_sid",
            "unread_messages_count",
            "last_read_message_index",
            "participant_sid",
            "user_sid",
            "friendly_name",
            "conversation_state",
            "timers",
            "attributes",
            "date_created",
            "date_updated",
            "created_by",
            "notification_level",
            "unique_name",
            "url",
            "links");
    assertThat(list.at("/meta/key").asString()).isEqualTo("conversations");
    assertThat(list.at("/meta/page").asInt()).isZero();
    assertThat(list.at("/meta/page_size").asInt()).isEqualTo(50);
    assertThat(list.next()).isNull();
    assertThat(list.previous()).isNull();
  }

  @Test
  void aUserWithoutConversationsHasAnEmptyListAndNobodyHasNone() {
    chat.user("ada");
    assertThat(chat.inbox("ada", "").rows()).isEmpty();
    assertThat(chat.inbox("ada", "Include=Totals").at("/totals").toString())
        .isEqualTo("{\"conversations\":0,\"unread_conversations\":0,\"unread_messages\":0}");
    server.get(Chat.inboxPath("nobody")).isProblem(404, 20404);
  }

  @Test
  void theNewestConversationStandsFirst() {
    var first = chat.joined("ada");
    var second = chat.joined("ada");
    tick();
    var third = chat.joined("ada");
    var imported = chat.joined("ada", "DateCreated", "2020-01-01T00:00:00Z");
    chat.say(first, "ada", "activity does not matter here");
    assertThat(sids(chat.inbox("ada", ""))).containsExactly(third, second, first, imported);
  }

  @Test
  void byLastActivityTheNewestMessageStandsFirst() {
    var first = chat.joined("ada");
    tick();
    var second = chat.joined("ada");
    tick();
    var third = chat.joined("ada");
    assertThat(byActivity()).containsExactly(third, second, first);
    tick();
    var hello = chat.say(first, "ada", "hello").sid();
    assertThat(byActivity()).containsExactly(first, third, second);
    tick();
    chat.say(second, "ada", "hello");
    assertThat(byActivity()).containsExactly(second, first, third);
    tick();
    var fourth = chat.joined("ada");
    assertThat(byActivity()).containsExactly(fourth, second, first, third);

    chat.unsay(first, hello);
    assertThat(byActivity())
        .as("without its message a conversation stands where it was made")
        .containsExactly(fourth, second, third, first);
  }

  @Test
  void deletingTheNewestMessageBringsBackTheOneBefore() {
    var one = chat.joined("ada");
    var other = chat.joined("ada");
    tick();
    chat.say(one, "ada", "1");
    tick();
    chat.say(other, "ada", "2");
    tick();
    var newest = chat.say(one, "ada", "3").sid();
    assertThat(byActivity()).containsExactly(one, other);
    chat.unsay(one, newest);
    assertThat(byActivity()).containsExactly(other, one);
    assertThat(lastBody(one)).isEqualTo("1");
  }

  @Test
  void anImportedMessageCountsByItsOwnDate() {
    var old = chat.joined("ada");
    var fresh = chat.joined("ada");
    tick();
    chat.say(fresh, "ada", "now");
    tick();
    server
        .post(Chat.messages(old), "Body", "long ago", "DateCreated", "2020-01-01T00:00:00Z")
        .is(201);
    assertThat(byActivity()).containsExactly(fresh, old);
    assertThat(lastBody(old)).isEqualTo("long ago");
  }

  @Test
  void whatIsNoActivityMovesNothing() {
    var one = chat.joined("ada");
    tick();
    var other = chat.joined("ada");
    tick();
    server.post("/v1/Conversations/" + one, "FriendlyName", "renamed").is(200);
    chat.join(one, "bob");
    chat.mark("ada", one, "NotificationLevel", "muted");
    assertThat(byActivity()).containsExactly(other, one);
  }

  /** What a test knows of one conversation in Ada's list. */
  private record Known(
      String sid, int number, int activity, String state, String level, boolean unread) {}

  @Test
  void everyFilterGoesTogetherWithEveryOtherWithTheOrderAndWithPages() {
    var known = aMixedList();
    for (var unread : List.of("", "Unread=true", "Unread=false")) {
      for (var state : List.of("", "active", "Inactive", "CLOSED")) {
        for (var level : List.of("", "default", "muted")) {
          for (var order : List.of("", "LastActivity", "creation")) {
            assertFiltered(known, unread, state, level, order);
          }
        }
      }
    }
  }

  private void assertFiltered(
      List<Known> known, String unread, String state, String level, String order) {
    var query =
        List.of(
            unread,
            state.isEmpty() ? "" : "State=" + state,
            level.isEmpty() ? "" : "NotificationLevel=" + level,
            order.isEmpty() ? "" : "OrderBy=" + order,
            "Include=Totals",
            "PageSize=4");
    Predicate<Known> wanted =
        one ->
            (!unread.equals("Unread=true") || one.unread())
                && (state.isEmpty() || one.state().equalsIgnoreCase(state))
                && (level.isEmpty() || one.level().equals(level));
    var expected =
        known.stream()
            .filter(wanted)
            .sorted(
                Comparator.comparing(order.equals("LastActivity") ? Known::activity : Known::number)
                    .reversed())
            .map(Known::sid)
            .toList();
    var page =
        chat.inbox("ada", String.join("&", query.stream().filter(p -> !p.isEmpty()).toList()));
    assertThat(page.at("/totals/conversations").asInt()).as("%s", query).isEqualTo(expected.size());
    assertThat(walk(page)).as("%s", query).isEqualTo(expected);
  }

  private List<Known> aMixedList() {
    var random = new Random(7);
    var known = new ArrayList<Known>();
    var activity = 1000;
    for (var i = 0; i < 18; i++) {
      tick();
      var sid = chat.joined("ada");
      var messages = random.nextInt(3);
      chat.sayAll(sid, "ada", messages);
      var readAll = random.nextBoolean();
      if (readAll && messages > 0) {
        chat.mark("ada", sid, "LastReadMessageIndex", "99");
      }
      var level = random.nextBoolean() ? "muted" : "default";
      chat.mark("ada", sid, "NotificationLevel", level);
      var state = List.of("active", "inactive", "closed").get(random.nextInt(3));
      if (!state.equals("active")) {
        server.post("/v1/Conversations/" + sid, "State", state).is(200);
      }
      known.add(new Known(sid, i, activity++, state, level, messages > 0 && !readAll));
    }
    return known;
  }

  @Test
  void unreadKeepsConversationsThatHaveMessagesAndNoHorizon() {
    var silent = chat.joined("ada");
    var unread = chat.joined("ada");
    chat.say(unread, "bob", "hello");
    assertThat(sids(chat.inbox("ada", "Unread=true"))).containsExactly(unread);
    var row = chat.inbox("ada", "Unread=True").rows().getFirst();
    assertThat(row.get("unread_messages_count").isNull()).isTrue();
    assertThat(sids(chat.inbox("ada", ""))).containsExactly(unread, silent);
  }

  @Test
  void aBadParameterIsRefusedByName() {
    chat.user("ada");
    for (var bad :
        Map.of(
                "OrderBy", "size",
                "Unread", "maybe",
                "State", "initializing",
                "NotificationLevel", "loud",
                "Include", "Everything",
                "PageSize", "0",
                "Page", "-1")
            .entrySet()) {
      var refused = server.get(Chat.inboxPath("ada") + "?" + bad.getKey() + "=" + bad.getValue());
      refused.isProblem(400, 20422);
      assertThat(refused.text("message")).contains(bad.getKey());
    }
    assertThat(chat.inbox("ada", "Unknown=1&OrderBy=&State=&Include=").rows()).isEmpty();
  }

  @Test
  void whoUsesAWrongWordIsOfferedThoseThatAreTaken() {
    chat.user("ada");
    for (var offer :
        Map.of(
                "OrderBy", "Creation, LastActivity",
                "State", "active, inactive, closed",
                "NotificationLevel", "default, muted",
                "Include", "LastMessage, Totals")
            .entrySet()) {
      var path = Chat.inboxPath("ada") + "?" + offer.getKey() + "=";
      assertThat(server.get(path + "x").isProblem(400, 20422).text("message"))
          .endsWith("must be one of " + offer.getValue());
      for (var word : offer.getValue().split(", ", -1)) {
        server.get(path + word).is(200);
      }
    }
  }

  @Test
  void theLastMessageStandsInEveryRowOnRequest() {
    var talked = chat.joined("ada");
    chat.say(talked, "bob", "one");
    server
        .post(Chat.messages(talked), "Author", "bob", "Body", "two", "Attributes", "{ \"a\":1 }")
        .is(201);
    var silent = chat.joined("ada");
    var rows = chat.inbox("ada", "Include=lastmessage").rows();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("conversation_sid").asString()).isEqualTo(silent);
    assertThat(rows.get(0).required("last_message").isNull()).isTrue();
    var last = rows.get(1).get("last_message");
    assertThat(last.propertyNames())
        .containsExactly("sid", "index", "author", "body", "media", "attributes", "date_created");
    assertThat(last.get("index").asInt()).isOne();
    assertThat(last.get("author").asString()).isEqualTo("bob");
    assertThat(last.get("body").asString()).isEqualTo("two");
    assertThat(last.get("media").isNull()).isTrue();
    assertThat(last.get("attributes").asString()).isEqualTo("{ \"a\":1 }");
    assertThat(last.get("date_created").asString()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void theLastMessageIsTheOneThatIsThereNow() {
    var room = chat.joined("ada");
    assertThat(lastBody(room)).isNull();
    var one = chat.say(room, "ada", "one").sid();
    var two = chat.say(room, "ada", "two").sid();
    assertThat(lastBody(room)).isEqualTo("two");
    server.post(Chat.messages(room) + "/" + two, "Body", "two, edited").is(200);
    assertThat(lastBody(room)).isEqualTo("two, edited");
    chat.unsay(room, two);
    assertThat(lastBody(room)).isEqualTo("one");
    chat.unsay(room, one);
    assertThat(lastBody(room)).isNull();
  }

  @Test
  void totalsAndLastMessagesAreExactForAUserWithManyConversations() {
    var count = 1200;
    Crowd.run(
        12,
        part -> {
          for (var i = part; i < count; i += 12) {
            var sid = chat.joined("ada");
            if (i % 3 == 0) {
              chat.sayAll(sid, "bob", 2);
            }
            if (i % 6 == 0) {
              chat.mark("ada", sid, "LastReadMessageIndex", "0");
            }
          }
          return part;
        });
    var list = chat.inbox("ada", "Include=LastMessage,Totals&PageSize=1000");
    assertThat(list.at("/totals").toString())
        .isEqualTo("{\"conversations\":1200,\"unread_conversations\":400,\"unread_messages\":600}");
    assertThat(list.rows()).hasSize(1000);
    var all = new ArrayList<>(list.rows());
    all.addAll(server.get(String.valueOf(list.next())).is(200).rows());
    assertThat(all).hasSize(count);
    assertThat(all.stream().map(row -> row.get("conversation_sid").asString()))
        .doesNotHaveDuplicates();
    assertThat(all.stream().filter(row -> row.required("last_message").isNull())).hasSize(800);
    assertThat(all.stream().filter(row -> row.at("/last_message/index").asInt(-1) == 1))
        .hasSize(400);
    var unread = chat.inbox("ada", "Unread=true&Include=Totals&Include=LastMessage&PageSize=1000");
    assertThat(unread.rows()).hasSize(400);
    assertThat(unread.at("/totals/conversations").asInt()).isEqualTo(400);
  }

  @Test
  void aRowShowsTheConversationAsItIsNow() {
    var room = chat.joined("ada", "UniqueName", "crew", "Attributes", "{\"n\":  1}");
    assertThat(chat.inbox("ada", "").rows().getFirst().get("unique_name").asString())
        .isEqualTo("crew");
    server
        .post(
            "/v1/Conversations/" + room,
            "FriendlyName",
            "Crew",
            "UniqueName",
            "",
            "Attributes",
            "{\"n\":  2}",
            "Timers.Closed",
            "P1D")
        .is(200);
    var row = chat.inbox("ada", "").rows().getFirst();
    assertThat(row.get("friendly_name").asString()).isEqualTo("Crew");
    assertThat(row.get("unique_name").isNull()).isTrue();
    assertThat(row.get("attributes").asString()).isEqualTo("{\"n\":  2}");
    assertThat(row.at("/timers/date_closed").asString()).isEqualTo("2026-03-02T12:00:00Z");
    server.post("/v1/Conversations/" + room, "State", "closed").is(200);
    row = chat.inbox("ada", "").rows().getFirst();
    assertThat(row.get("conversation_state").asString()).isEqualTo("closed");
    assertThat(row.get("timers").isEmpty()).isTrue();
    assertThat(chat.own("ada", room)).isEqualTo(row);
  }

  @Test
  void whoeverComesRestartsTheTimersThatEverybodyIsShown() {
    var room = chat.joined("ada", "Timers.Inactive", "PT1H", "Timers.Closed", "P1D");
    var before = chat.inbox("ada", "").rows().getFirst();
    tick();
    chat.join(room, "bob");
    var after = chat.inbox("ada", "").rows().getFirst();
    assertThat(after.at("/timers")).isNotEqualTo(before.at("/timers"));
    assertThat(after).isEqualTo(chat.own("ada", room));
  }

  @Test
  void theListIsThatOfTheServiceThatIsTheDefaultNow() {
    chat.joined("ada", "FriendlyName", "in the first");
    var first = chat.inbox("ada", "");
    assertThat(first.column("friendly_name")).containsExactly("in the first");
    var tag = first.requiredHeader("ETag");

    var second = server.post("/v1/Services", "FriendlyName", "second").is(201).sid();
    server.post("/v1/Configuration", "DefaultChatServiceSid", second).is(200);
    server.get(Chat.inboxPath("ada")).isProblem(404, 20404);
    chat.joined("ada", "FriendlyName", "in the second");
    assertThat(
            server
                .client()
                .with("If-None-Match", tag)
                .get(Chat.inboxPath("ada"))
                .is(200)
                .column("friendly_name"))
        .containsExactly("in the second");
  }

  @Test
  void whatIsGoneIsGoneFromEveryList() {
    var room = chat.joined("ada");
    var other = chat.joined("ada");
    chat.join(room, "bob");
    server.delete("/v1/Conversations/" + room).is(204);
    assertThat(sids(chat.inbox("ada", ""))).containsExactly(other);
    assertThat(chat.inbox("bob", "").rows()).isEmpty();
    server.delete(Chat.membership("ada", other)).is(204);
    assertThat(chat.inbox("ada", "").rows()).isEmpty();
    server.delete(Chat.membership("ada", other)).isProblem(404, 20404);
    server.get(Chat.participants(other) + "/ada").isProblem(404, 20404);

    chat.join(other, "ada");
    server.delete("/v1/Users/ada").is(204);
    server.get(Chat.inboxPath("ada")).isProblem(404, 20404);
    assertThat(server.get(Chat.participants(other)).rows()).isEmpty();
    chat.user("ada");
    assertThat(chat.inbox("ada", "").rows()).as("a new user of that name").isEmpty();
  }

  private void tick() {
    server.clock().advance(Duration.ofMinutes(1));
  }

  private List<String> byActivity() {
    return sids(chat.inbox("ada", "OrderBy=LastActivity"));
  }

  private @Nullable String lastBody(String room) {
    var row =
        chat.inbox("ada", "Include=LastMessage").rows().stream()
            .filter(one -> one.get("conversation_sid").asString().equals(room))
            .findFirst()
            .orElseThrow();
    return row.required("last_message").isNull() ? null : row.at("/last_message/body").asString();
  }

  private static List<String> sids(Answer list) {
    return list.column("conversation_sid");
  }

  private List<String> walk(Answer first) {
    var found = new ArrayList<>(sids(first));
    for (var next = first.next(); next != null; ) {
      var page = server.get(next).is(200);
      found.addAll(sids(page));
      next = page.next();
    }
    return found;
  }
}
