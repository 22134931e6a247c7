package parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.TestClient.quote;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import parley.model.Model.Talk;
import parley.model.Model.Wish;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestClient;
import tools.jackson.databind.JsonNode;

/** Asks the server for what the model knows, and holds the one against the other. */
final class Comparison {
  private static final List<String> STATES = List.of("active", "inactive", "closed");

  private final Model model;
  private final TestClient client;
  private final boolean mayRepeat;
  private final Random random;

  /**
   * @param mayRepeat whether a walk by last activity may show rows again that came shortly before
   *     it began: where other work in the same database holds back what counts as settled
   */
  Comparison(Model model, TestClient client, boolean mayRepeat, Random random) {
    this.model = model;
    this.client = client;
    this.mayRepeat = mayRepeat;
    this.random = random;
  }

  /** One list of a user, in some order, by some filter, on some size of pages. */
  void inbox(String identity) {
    var wish =
        new Wish(
            random.nextBoolean(),
            random.nextInt(4) == 0,
            random.nextInt(4) == 0 ? STATES.get(random.nextInt(3)) : null,
            random.nextInt(4) == 0 ? (random.nextBoolean() ? "muted" : "default") : null);
    inbox(identity, wish, random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 50);
  }

  private void inbox(String identity, Wish wish, int size) {
    var path = Chat.inboxPath(key(identity)) + "?" + query(wish) + "&PageSize=" + size;
    if (!model.users.containsKey(identity)) {
      client.get(path).isProblem(404, 20404);
      return;
    }
    var expected =
        model.inbox(identity, wish).stream().map(talk -> row(identity, talk, true)).toList();
    var pages = new ArrayList<Answer>();
    for (var next = path; next != null; next = pages.getLast().next()) {
      pages.add(client.get(next).is(200));
      assertThat(pages.size()).as("pages of a short list").isLessThan(100);
    }
    var shown = rows(pages);
    var repeats = mayRepeat && wish.byActivity();
    assertThat(repeats ? shown.stream().distinct().toList() : shown)
        .as("the list %s of %s", path, identity)
        .isEqualTo(expected);
    totals(pages.getFirst(), identity, wish);
    if (!repeats) {
      backwards(pages);
    }
  }

  private String key(String identity) {
    var sid = model.users.get(identity);
    return sid == null || random.nextBoolean() ? identity : sid;
  }

  private static String query(Wish wish) {
    return "Include=LastMessage&Include=Totals"
        + (wish.byActivity() ? "&OrderBy=LastActivity" : "")
        + (wish.unreadOnly() ? "&Unread=true" : "")
        + (wish.state() == null ? "" : "&State=" + wish.state())
        + (wish.level() == null ? "" : "&NotificationLevel=" + wish.level());
  }

  private static List<String> rows(List<Answer> pages) {
    return pages.stream()
        .flatMap(page -> page.rows().stream())
        .map(row -> Comparison.row(row, true))
        .toList();
  }

  /** From the last page back to the first, the same pages come in turn. */
  private void backwards(List<Answer> pages) {
    var back = new ArrayList<Answer>();
    for (var previous = pages.getLast().previous();
        previous != null;
        previous = back.getLast().previous()) {
      back.add(client.get(previous).is(200));
      assertThat(back.size()).as("pages back").isLessThan(100);
    }
    Collections.reverse(back);
    assertThat(rows(back)).isEqualTo(rows(pages.subList(0, pages.size() - 1)));
  }

  private void totals(Answer page, String identity, Wish wish) {
    var unread =
        model.inbox(identity, wish).stream()
            .mapToLong(talk -> talk.behind(Objects.requireNonNull(talk.members.get(identity))))
            .toArray();
    var messages = 0L;
    var conversations = 0;
    for (var count : unread) {
      messages += count;
      conversations += count > 0 ? 1 : 0;
    }
    assertThat(page.at("/totals").toString())
        .isEqualTo(
            "{\"conversations\":%d,\"unread_conversations\":%d,\"unread_messages\":%d}"
                .formatted(unread.length, conversations, messages));
  }

  /** What the server should show of a conversation in a user's list. */
  private String row(String identity, Talk talk, boolean withMessage) {
    var member = Objects.requireNonNull(talk.members.get(identity));
    var shown =
        List.of(
            talk.sid,
            member.sid,
            Objects.requireNonNull(model.users.get(identity)),
            text(member.horizon),
            member.horizon == null ? "null" : text(talk.behind(member)),
            member.level,
            talk.state,
            text(talk.friendlyName),
            text(talk.uniqueName),
            talk.attributes,
            date(talk.created),
            date(talk.updated));
    return String.join("|", shown) + (withMessage ? "|" + lastMessage(talk) : "");
  }

  private static String lastMessage(Talk talk) {
    if (talk.messages.isEmpty()) {
      return "null";
    }
    var last = talk.messages.lastEntry().getValue();
    return String.join("|", last.sid, text(last.index), last.author, last.body, date(last.created));
  }

  private static String row(JsonNode row, boolean withMessage) {
    var shown =
        texts(
            row,
            "conversation_sid",
            "participant_sid",
            "user_sid",
            "last_read_message_index",
            "unread_messages_count",
            "notification_level",
            "conversation_state",
            "friendly_name",
            "unique_name",
            "attributes",
            "date_created",
            "date_updated");
    if (!withMessage) {
      return shown;
    }
    var last = row.required("last_message");
    return shown
        + "|"
        + (last.isNull() ? "null" : texts(last, "sid", "index", "author", "body", "date_created"));
  }

  private static String texts(JsonNode object, String... names) {
    var texts = new ArrayList<String>();
    for (var name : names) {
      var value = object.required(name);
      texts.add(value.isNull() ? "null" : value.asString());
    }
    return String.join("|", texts);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "null" : value.toString();
  }

  private static String date(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Everything: all lists of all users in both orders, all conversations and what is in them. */
  void everything(List<String> identities) {
    for (var identity : identities) {
      inbox(identity, new Wish(false, false, null, null), 50);
      inbox(identity, new Wish(true, false, null, null), 2);
      inbox(identity, new Wish(true, true, null, null), 50);
      rowsAreWhatIsFetchedAlone(identity);
    }
    var newestFirst =
        Comparator.comparingLong((Talk talk) -> talk.created).thenComparing(talk -> talk.sid);
    assertThat(client.get("/v1/Conversations").is(200).column("sid"))
        .isEqualTo(model.all(newestFirst.reversed()).stream().map(talk -> talk.sid).toList());
    model.talks.values().forEach(this::inside);
  }

  private void inside(Talk talk) {
    var messages = client.get(Chat.messages(talk.sid) + "?PageSize=1000").is(200);
    assertThat(messages.column("index"))
        .isEqualTo(talk.messages.keySet().stream().map(Object::toString).toList());
    var newestFirst = client.get(Chat.messages(talk.sid) + "?Order=desc&PageSize=1000").is(200);
    assertThat(newestFirst.column("body"))
        .isEqualTo(talk.messages.descendingMap().values().stream().map(it -> it.body).toList());
    assertThat(client.get(Chat.participants(talk.sid)).is(200).column("identity"))
        .containsExactlyInAnyOrderElementsOf(talk.members.keySet());
    talk.members.forEach((identity, member) -> one(talk, identity));
  }

  /** Also what the model does not know, such as timers. */
  private void rowsAreWhatIsFetchedAlone(String identity) {
    if (model.users.containsKey(identity)) {
      for (var row : client.get(Chat.inboxPath(identity)).is(200).rows()) {
        assertThat(row).isEqualTo(client.get(row.required("url").asString()).is(200).json());
      }
    }
  }

  /** A user's conversation, fetched alone. */
  private void one(Talk talk, String identity) {
    var name = talk.uniqueName == null ? talk.sid : talk.uniqueName;
    var answer = client.get(Chat.membership(identity, quote(name))).is(200);
    assertThat(row(answer.json(), false)).isEqualTo(row(identity, talk, false));
  }
}
