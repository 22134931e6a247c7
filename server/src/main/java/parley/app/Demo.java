package parley.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.ConversationFilter;
import parley.conversation.ConversationState;
import parley.conversation.EditedConversation;
import parley.conversation.NewConversation;
import parley.http.Form;
import parley.message.NewMessage;
import parley.participant.EditedHorizon;
import parley.participant.NewParticipant;
import parley.user.NewUser;
import parley.value.PageAsked;

/**
 * A small, lifelike data set for a first look: some users, some dozens of conversations, threads of
 * the last days, read horizons. The same each time, but for the dates.
 */
final class Demo {
  /** Whose list is worth a look. */
  static final String IDENTITY = "ada";

  private static final int CONVERSATIONS = 48;
  private static final List<String> IDENTITIES =
      List.of("ada", "grace", "alan", "edsger", "barbara", "donald", "hedy", "claude");
  private static final List<String> NAMES =
      List.of(
          "Ada Lovelace",
          "Grace Hopper",
          "Alan Turing",
          "Edsger Dijkstra",
          "Barbara Liskov",
          "Donald Knuth",
          "Hedy Lamarr",
          "Claude Shannon");
  private static final List<String> TOPICS =
      List.of(
          "Release planning",
          "Order 4711",
          "Lunch on Friday",
          "Invoice question",
          "Welcome aboard",
          "Delivery to Bergen",
          "Office move",
          "Password reset",
          "Book club",
          "Night shift",
          "Refund for order 1203",
          "Conference trip");
  private static final List<String> SENTENCES =
      List.of(
          "Good morning! Does ten o'clock work for everybody?",
          "I have sent you the numbers, have a look when you find the time.",
          "The parcel has arrived, thank you.",
          "Could somebody check the second page again?",
          "That is fine with me.",
          "I am on the train, so my answers may take a moment.",
          "Let us talk about it tomorrow.",
          "Done. It took longer than I thought.",
          "Which version do you mean, the old one or the new one?",
          "We are nearly there: two small things are left.",
          "Has anybody seen the key to the meeting room?",
          "Perfect, see you then!");

  private final Wiring wiring;
  private final Cause cause;
  private final Clock clock;
  private final Random random = new Random(1815);

  private Demo(Wiring wiring, String account, Clock clock) {
    this.wiring = wiring;
    this.cause = new Cause(account, false);
    this.clock = clock;
  }

  /** Fills the default service, if nobody has talked in it yet. */
  static void fill(Wiring wiring, String account, Clock clock) {
    var service = wiring.services.defaultOf(account);
    var everything = new ConversationFilter(null, null, null);
    var first = wiring.conversations.list(service, everything, PageAsked.first(1));
    if (first.rows().isEmpty()) {
      new Demo(wiring, account, clock).fill(service);
    }
  }

  /** Whether the data set, or somebody of its name, is there. */
  static boolean isThere(Wiring wiring, String account) {
    return wiring.users.find(wiring.services.defaultOf(account), IDENTITY).isPresent();
  }

  private void fill(String service) {
    for (var i = 0; i < IDENTITIES.size(); i++) {
      if (wiring.users.find(service, IDENTITIES.get(i)).isEmpty()) {
        var user = Map.of("Identity", IDENTITIES.get(i), "FriendlyName", NAMES.get(i));
        wiring.users.add(service, NewUser.from(Form.of(user)), cause);
      }
    }
    for (var i = 0; i < CONVERSATIONS; i++) {
      // The newest conversation began this morning, the oldest some weeks ago.
      var began = clock.instant().minus(Duration.ofHours(3 + 11L * (CONVERSATIONS - i)));
      converse(service, i, began);
    }
  }

  private void converse(String service, int number, Instant began) {
    var topic = TOPICS.get(number % TOPICS.size());
    var conversation =
        wiring.conversations.add(
            service,
            NewConversation.from(
                Form.of(
                    Map.of(
                        "FriendlyName",
                        topic,
                        "UniqueName",
                        topic.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + number,
                        "Attributes",
                        "{\"topic\":\"" + topic + "\"}",
                        "DateCreated",
                        began.toString()))),
            cause);
    var company = company();
    for (var identity : company) {
      var participant = Map.of("Identity", identity, "DateCreated", began.toString());
      wiring.participants.add(
          service, conversation.sid(), NewParticipant.from(Form.of(participant)), cause);
    }
    var messages = chat(service, conversation, company, began);
    read(service, conversation, company, messages);
    if (number % 9 == 4) {
      close(service, conversation);
    }
  }

  /** Ada, who is the one to look at, and one to four others. */
  private List<String> company() {
    var company = new LinkedHashSet<>(List.of(IDENTITY));
    var size = 2 + random.nextInt(4);
    while (company.size() < size) {
      company.add(IDENTITIES.get(random.nextInt(IDENTITIES.size())));
    }
    return List.copyOf(company);
  }

  private int chat(String service, Conversation conversation, List<String> company, Instant began) {
    var count = random.nextInt(25);
    var written = began;
    for (var i = 0; i < count; i++) {
      written = written.plusSeconds(20 + random.nextInt(1200));
      var message =
          Map.of(
              "Author", company.get(random.nextInt(company.size())),
              "Body", SENTENCES.get(random.nextInt(SENTENCES.size())),
              "DateCreated", min(written, clock.instant()).toString());
      wiring.messages.add(service, conversation.sid(), NewMessage.from(Form.of(message)), cause);
    }
    return count;
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Most have read most; some have never looked. */
  private void read(String service, Conversation conversation, List<String> company, int messages) {
    for (var identity : company) {
      if (messages > 0 && random.nextInt(5) > 0) {
        var index = messages - 1 - (random.nextBoolean() ? 0 : random.nextInt(messages));
        var horizon =
            EditedHorizon.from(Form.of(Map.of("LastReadMessageIndex", Integer.toString(index))));
        wiring.inbox.edit(service, identity, conversation.sid(), horizon, null, cause);
      }
    }
  }

  private void close(String service, Conversation conversation) {
    var closed = Form.of(Map.of("State", ConversationState.CLOSED.wire()));
    wiring.conversations.edit(service, conversation.sid(), EditedConversation.from(closed), cause);
  }
}
