package parley.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parley.testkit.TestClient.quote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import parley.conversation.Conversation;
import parley.storage.Dialect;
import parley.storage.Migrations;
import parley.storage.Tx;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Seed;
import parley.testkit.TestServer;

/** What a walk over the pages of a list promises, whatever happens meanwhile. */
@ParameterizedClass
@CsvSource({"SQLITE,true", "SQLITE,false", "POSTGRESQL,true", "POSTGRESQL,false"})
class InboxWalkTest {
  @RegisterExtension final TestServer server;
  private Chat chat;

  InboxWalkTest(Dialect dialect, boolean keepsAnswers) {
    server = TestServer.on(dialect).keepingAnswers(keepsAnswers);
  }

  @BeforeEach
  void connect() {
    chat = server.chat();
  }

  @Test
  void byCreationEveryConversationThatWasThereThroughoutComesOnce() {
    Seed.rounds(
        "walk by creation",
        4,
        random -> {
          var walk = new Walked(random, "");
          walk.walk();
          assertThat(walk.seen()).containsAll(walk.throughout).doesNotHaveDuplicates();
          walk.clear();
        });
  }

  @Test
  void aPageBeyondTheEndLeadsBackToTheLast() {
    for (var i = 0; i < 5; i++) {
      chat.joined("ada");
    }
    var all = chat.inbox("ada", "OrderBy=LastActivity").column("conversation_sid");
    var beyond = chat.inbox("ada", "OrderBy=LastActivity&PageSize=2&Page=9");
    assertThat(beyond.rows()).isEmpty();
    var last = server.get(Objects.requireNonNull(beyond.previous())).is(200);
    assertThat(last.column("conversation_sid")).isEqualTo(all.subList(3, 5));
    assertThat(last.next()).isNull();
    server.clock().advance(Duration.ofSeconds(1));
    chat.say(all.getLast(), "ada", "moves to the front");
    var moved = server.get(Objects.requireNonNull(beyond.previous())).is(200);
    var news = server.get(Objects.requireNonNull(moved.next())).is(200);
    assertThat(news.column("conversation_sid")).containsExactly(all.getLast());
  }

  @Test
  void byActivityEveryOneComesAndOneThatDidNotMoveComesOnce() {
    Seed.rounds(
        "walk by activity",
        6,
        random -> {
          var walk = new Walked(random, random.nextBoolean() ? "" : "&State=active");
          walk.order = "&OrderBy=LastActivity";
          walk.walk();
          assertThat(walk.seen()).containsAll(walk.throughout);
          for (var sid : walk.throughout) {
            if (!walk.lastMoved.containsKey(sid)) {
              assertThat(walk.seen()).as("%s did not move", sid).containsOnlyOnce(sid);
            }
          }
          walk.lastMoved.forEach(
              (sid, page) -> {
                if (walk.throughout.contains(sid) && page < walk.pages.size() - 1) {
                  assertThat(walk.pages.subList(page + 1, walk.pages.size()).stream())
                      .as("%s moved after page %d and comes as it is since then", sid, page)
                      .anyMatch(rows -> rows.contains(sid));
                }
              });
          walk.clear();
        });
  }

  @Test
  void aFirstPageFromMemoryDoesNotBeginItsWalkInThePast() {
    assumeTrue(server.database().dialect().ownsEveryWrite(), "elsewhere a row may come twice");
    var older = chat.joined("ada");
    server.clock().advance(Duration.ofSeconds(1));
    var newer = chat.joined("ada");
    var query = "OrderBy=LastActivity&PageSize=1";
    assertThat(chat.inbox("ada", query).column("conversation_sid")).containsExactly(newer);
    chat.say(older, "ada", "moved, and then not the newest any more").sid();
    server.clock().advance(Duration.ofSeconds(1));
    chat.say(newer, "ada", "moved").sid();
    var seen = new ArrayList<String>();
    var first = chat.inbox("ada", query);
    server.clock().advance(Duration.ofSeconds(-2));
    chat.say(older, "ada", "moved behind the first page").sid();
    for (var page = chat.inbox("ada", query); page != null; page = following(page)) {
      seen.addAll(page.column("conversation_sid"));
    }
    assertThat(first.column("conversation_sid")).containsExactly(newer);
    assertThat(seen).containsExactly(newer, older);
  }

  @Test
  void afterARestoreAWalkShowsEveryConversationOnceAndThoseThatMoveAgain() {
    for (var i = 0; i < 5; i++) {
      tick();
      chat.joined("ada");
    }
    var all = chat.inbox("ada", "").column("conversation_sid");
    restoreFromADatabaseThatHadCountedFurther();
    assertThat(walk("OrderBy=LastActivity&PageSize=2")).isEqualTo(all);

    var first = chat.inbox("ada", "OrderBy=LastActivity&PageSize=2");
    tick();
    chat.say(all.getLast(), "bob", "up I go");
    assertThat(walk(first)).isEqualTo(all);
  }

  @Test
  void whileATransactionOfAnybodyStaysOpenNothingComesTwice() {
    assumeTrue(!server.database().dialect().ownsEveryWrite(), "nobody else has a transaction");
    try (var other = server.place().otherSession().run("SELECT pg_current_xact_id()")) {
      assertThat(other).isNotNull();
      for (var i = 0; i < 5; i++) {
        tick();
        chat.joined("ada");
      }
      var all = chat.inbox("ada", "").column("conversation_sid");
      assertThat(walk("OrderBy=LastActivity&PageSize=2")).isEqualTo(all);

      var first = chat.inbox("ada", "OrderBy=LastActivity&PageSize=2");
      tick();
      chat.say(all.getLast(), "bob", "up I go");
      assertThat(walk(first)).isEqualTo(all);
    }
  }

  @Test
  void whatIsMovedByATransactionThatIsOlderThanTheLastOneToMoveItIsNotOverlooked() {
    var dialect = server.database().dialect();
    assumeTrue(!dialect.ownsEveryWrite(), "there is one writer");
    for (var i = 0; i < 3; i++) {
      tick();
      chat.joined("ada");
    }
    var all = chat.inbox("ada", "").column("conversation_sid");
    Answer first =
        server
            .database()
            .write(
                tx -> {
                  tx.query("SELECT %s AS number".formatted(dialect.transactionNumber()))
                      .first(row -> row.number("number"));
                  chat.unsay(all.getLast(), chat.say(all.getLast(), "bob", "up and down").sid());
                  var page = chat.inbox("ada", "OrderBy=LastActivity&PageSize=1");
                  tick();
                  new InboxStore(dialect).follow(tx, movedNow(tx, all.getLast()));
                  return page;
                });
    assertThat(walk(first)).isEqualTo(all);
  }

  private Conversation movedNow(Tx tx, String sid) {
    var conversation = server.wiring().subjects.conversations.findAll(tx, List.of(sid)).getFirst();
    var tally = conversation.tally();
    return conversation.with(
        it ->
            it.tally(
                new Conversation.Tally(
                    tally.nextIndex(), tally.messageCount(), server.clock().instant())));
  }

  /** What a dump brings along: the rows, and numbers in them that lie ahead of the count here. */
  private void restoreFromADatabaseThatHadCountedFurther() {
    server
        .database()
        .change(
            tx -> {
              var copies = server.database().dialect().copiesIntoLists();
              tx.update(
                      copies
                          ? "UPDATE inbox SET moved_in = moved_in + 10000000000, moved_by ="
                              + " moved_by + 10000000000"
                          : "UPDATE conversations SET moved_in = moved_in + 10000000000")
                  .run();
              tx.update("CREATE TABLE dump AS SELECT * FROM numbering").run();
              tx.update("DELETE FROM numbering").run();
              tx.update("INSERT INTO numbering SELECT * FROM dump").run();
            });
    new Migrations(server.database(), server.clock()).run();
  }

  private List<String> walk(String query) {
    return walk(chat.inbox("ada", query));
  }

  private List<String> walk(Answer first) {
    var seen = new ArrayList<String>();
    for (var page = first; page != null; page = following(page)) {
      seen.addAll(page.column("conversation_sid"));
    }
    return seen;
  }

  private @Nullable Answer following(Answer page) {
    return page.next() == null ? null : server.get(Objects.requireNonNull(page.next())).is(200);
  }

  /** A walk with disturbances between its pages, and what is known of each conversation. */
  private final class Walked {
    final Random random;
    final String filter;
    final List<String> present = new ArrayList<>();
    final List<List<String>> pages = new ArrayList<>();
    final Map<String, Integer> lastMoved = new HashMap<>();
    final Map<String, List<String>> messages = new HashMap<>();
    final Set<String> throughout;
    String order = "";

    Walked(Random random, String filter) {
      this.random = random;
      this.filter = filter;
      for (var i = 0; i < 25; i++) {
        add();
      }
      for (var i = 0; i < 15; i++) {
        say(present.get(random.nextInt(present.size())));
      }
      lastMoved.clear();
      throughout = new HashSet<>(present);
    }

    void walk() {
      var query = "PageSize=" + (1 + random.nextInt(8)) + order + filter;
      var page = chat.inbox("ada", query);
      while (true) {
        pages.add(page.column("conversation_sid"));
        var next = page.next();
        if (next == null) {
          return;
        }
        for (var i = 0; i < 3 && pages.size() < 20; i++) {
          disturb();
        }
        page = server.get(next).is(200);
      }
    }

    List<String> seen() {
      return pages.stream().flatMap(List::stream).toList();
    }

    private void disturb() {
      var one = present.get(random.nextInt(present.size()));
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> say(one);
        case 3 -> add();
        case 4 -> unsay(one);
        default -> remove(one);
      }
    }

    private void add() {
      tick();
      present.add(chat.joined("ada"));
    }

    private void say(String sid) {
      tick();
      var message = chat.say(sid, "bob", "hello").sid();
      messages.computeIfAbsent(sid, key -> new ArrayList<>()).add(message);
      lastMoved.put(sid, pages.size() - 1);
    }

    private void unsay(String sid) {
      var there = messages.getOrDefault(sid, List.of());
      if (!there.isEmpty()) {
        chat.unsay(sid, there.removeLast());
        lastMoved.put(sid, pages.size() - 1);
      }
    }

    private void remove(String sid) {
      if (random.nextBoolean()) {
        server.delete("/v1/Conversations/" + sid).is(204);
      } else {
        chat.leave(sid, "ada");
      }
      present.remove(sid);
      throughout.remove(sid);
    }

    void clear() {
      present.forEach(sid -> server.delete("/v1/Conversations/" + sid).is(204));
    }
  }

  @Test
  void theWayBackLeadsOverTheSamePages() {
    for (var i = 0; i < 11; i++) {
      tick();
      chat.joined("ada");
    }
    for (var order : List.of("", "&OrderBy=LastActivity")) {
      var forth = new ArrayList<List<String>>();
      var page = chat.inbox("ada", "PageSize=4" + order);
      forth.add(page.column("conversation_sid"));
      while (page.next() != null) {
        page = follow(page.next());
        forth.add(page.column("conversation_sid"));
      }
      assertThat(page.at("/meta/page").asInt()).isEqualTo(2);
      var back = new ArrayList<List<String>>();
      back.add(page.column("conversation_sid"));
      while (page.previous() != null) {
        page = follow(page.previous());
        back.addFirst(page.column("conversation_sid"));
      }
      assertThat(page.at("/meta/page").asInt()).isZero();
      assertThat(back).isEqualTo(forth);
      assertThat(forth).extracting(List::size).containsExactly(4, 4, 3);
    }
  }

  @Test
  void whatMovedComesAtTheEndAndTheWayBackFromThereIsOpen() {
    for (var i = 0; i < 6; i++) {
      tick();
      chat.joined("ada");
    }
    var first = chat.inbox("ada", "PageSize=3&OrderBy=LastActivity");
    var oldest = chat.inbox("ada", "").column("conversation_sid").getLast();
    tick();
    chat.say(oldest, "bob", "up I go");
    var second = follow(first.next());
    assertThat(second.column("conversation_sid")).hasSize(2).doesNotContain(oldest);
    var third = follow(second.next());
    assertThat(third.column("conversation_sid")).containsExactly(oldest);
    assertThat(third.next()).isNull();
    assertThat(third.at("/meta/page").asInt()).isEqualTo(2);
  }

  @Test
  void aPageNumberWithoutATokenIsAnOffsetAndATokenGoesBeforeIt() {
    for (var i = 0; i < 7; i++) {
      tick();
      chat.joined("ada");
    }
    var all = chat.inbox("ada", "").column("conversation_sid");
    for (var order : List.of("", "&OrderBy=LastActivity")) {
      assertThat(chat.inbox("ada", "PageSize=3&Page=1" + order).column("conversation_sid"))
          .isEqualTo(all.subList(3, 6));
      assertThat(chat.inbox("ada", "PageSize=3&Page=7" + order).rows()).isEmpty();
      var next = String.valueOf(chat.inbox("ada", "PageSize=3" + order).next());
      assertThat(follow(next.replace("&Page=1", "&Page=2")).column("conversation_sid"))
          .isEqualTo(all.subList(3, 6));
    }
  }

  @Test
  void aPageSizeAboveTheMostIsClampedAndReported() {
    chat.joined("ada");
    for (var asked : Map.of("5000", 1000, "1000", 1000, "999", 999, "1", 1).entrySet()) {
      var page = chat.inbox("ada", "PageSize=" + asked.getKey());
      assertThat(page.at("/meta/page_size").asInt()).isEqualTo(asked.getValue());
      assertThat(page.at("/meta/url").asString()).contains("PageSize=" + asked.getValue());
    }
  }

  @Test
  void aTokenIsMadeOfHarmlessCharactersAndBoundToItsListAndFilters() {
    for (var i = 0; i < 5; i++) {
      tick();
      var sid = chat.joined("ada");
      chat.join(sid, "bob");
    }
    for (var order : List.of("", "&OrderBy=LastActivity")) {
      var token = token(chat.inbox("ada", "PageSize=2" + order));
      assertThat(token).matches("PT[A-Za-z0-9_-]+");
      var own = Chat.inboxPath("ada") + "?PageSize=2" + order + "&PageToken=" + token;
      server.get(own).is(200);
      server.get(own.replace("PageSize=2", "PageSize=1")).is(200);
      var bySid = server.get("/v1/Users/ada").sid();
      server.get(own.replace("ada", bySid)).is(200);
      for (var other :
          List.of(
              own.replace("ada", "bob"),
              own + "&State=active",
              own + "&Unread=true",
              own.contains("OrderBy")
                  ? own.replace("&OrderBy=LastActivity", "")
                  : own + "&OrderBy=LastActivity",
              "/v1/Users?PageSize=2&PageToken=" + token,
              "/v1/Conversations?PageToken=" + token)) {
        server.get(other).isProblem(400, 21481);
      }
    }
  }

  @Test
  void aTokenThatIsNoneIsRefused() {
    for (var i = 0; i < 3; i++) {
      chat.joined("ada");
    }
    var token = token(chat.inbox("ada", "PageSize=1"));
    for (var bad :
        List.of(
            "garbage",
            "PT",
            "PT!!!!",
            "PTAAAA",
            "%00",
            token.substring(0, token.length() - 4),
            token.substring(0, 10) + "AAAA" + token.substring(14),
            "x" + token)) {
      var refused = server.get(Chat.inboxPath("ada") + "?PageToken=" + bad);
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(refused.at("/code").asInt()).as(bad).isIn(21481, 20422);
    }
    chat.inbox("ada", "PageToken=");
  }

  @Test
  void whoNamesTheUserByIdentityIsLedOnByItsSid() {
    var name = "ada@example.com/é +%?";
    for (var i = 0; i < 3; i++) {
      chat.joined(name);
    }
    var page = chat.inbox(name, "PageSize=2");
    var sid = server.get("/v1/Users/" + quote(name)).sid();
    assertThat(page.next()).contains("/v1/Users/" + sid + "/Conversations?PageSize=2&Page=1");
    assertThat(follow(page.next()).rows()).hasSize(1);
  }

  private Answer follow(@Nullable String link) {
    return server.get(String.valueOf(link)).is(200);
  }

  private static String token(Answer page) {
    return String.valueOf(page.next()).replaceFirst(".*PageToken=", "");
  }

  private void tick() {
    server.clock().advance(Duration.ofSeconds(1));
  }
}
