package parley.bench.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data that everything is measured on: the same for the same size, whichever database it goes
 * into. Users talk in small groups; a few heavy users, say the agents of a contact centre, are in
 * very many of them.
 */
public final class DataSet {
  private static final long SEED = 20260901;
  private static final long FIRST_MILLIS = Instant.parse("2025-09-01T00:00:00Z").toEpochMilli();
  private static final long LAST_MILLIS = Instant.parse("2026-09-01T00:00:00Z").toEpochMilli();
  private static final HexFormat HEX = HexFormat.of();

  private final Size size;
  private final List<User> users;

  public DataSet(Size size) {
    this.size = size;
    this.users = users();
  }

  /** Somebody who talks. */
  public record User(String sid, String identity, String name, String attributes, long createdAt) {}

  /**
   * Somebody's place in a conversation.
   *
   * @param horizon the last index that was read; null where nothing was
   */
  public record Member(User user, String sid, @Nullable Long horizon) {
    long readCount() {
      return horizon == null ? 0 : horizon + 1;
    }
  }

  /** One message; its index is its place in the list. */
  public record Message(String sid, Member author, String body, long createdAt) {}

  /** A conversation with all that it holds. */
  public record Conversation(
      String sid,
      String name,
      String attributes,
      String state,
      long createdAt,
      List<Member> members,
      List<Message> messages) {

    long activityAt() {
      return messages.isEmpty() ? createdAt : messages.getLast().createdAt();
    }

    /** Each joining and each message has counted one. */
    long version() {
      return members.size() + (long) messages.size();
    }
  }

  private List<User> users() {
    var random = new Random(SEED);
    var made = new ArrayList<User>(size.users());
    for (var i = 0; i < size.users(); i++) {
      var name = Words.person(random);
      var identity = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "." + i + "@example.com";
      var created = FIRST_MILLIS - (size.users() - i) * 60_000L;
      made.add(
          new User(
              sid("US", created, 0, random),
              identity,
              name,
              Words.userAttributes(random),
              created));
    }
    return List.copyOf(made);
  }

  public List<User> all() {
    return users;
  }

  /** The users whose lists are long. */
  public List<User> heavy() {
    return users.subList(0, size.heavyUsers());
  }

  /** Makes every conversation, in the order of its SID. */
  public void forEach(Consumer<Conversation> use) {
    var random = new Random(SEED + 1);
    var heavy = heavyMembers(random);
    var lengths = lengths(random);
    var step = (LAST_MILLIS - FIRST_MILLIS) / size.conversations();
    for (var i = 0; i < size.conversations(); i++) {
      use.accept(conversation(FIRST_MILLIS + i * step, heavy.get(i), lengths[i], random));
    }
  }

  /** Who of the heavy users is in which conversation. */
  private List<List<User>> heavyMembers(Random random) {
    var members = new ArrayList<List<User>>(size.conversations());
    for (var i = 0; i < size.conversations(); i++) {
      members.add(new ArrayList<>(1));
    }
    for (var user : heavy()) {
      for (var joined = 0; joined < size.heavyConversations(); ) {
        var there = members.get(random.nextInt(size.conversations()));
        if (!there.contains(user)) {
          there.add(user);
          joined++;
        }
      }
    }
    return members;
  }

  /** How many messages each conversation has: most few, some very many, all together the size. */
  private int[] lengths(Random random) {
    var sums = new double[size.conversations() + 1];
    for (var i = 0; i < size.conversations(); i++) {
      sums[i + 1] = sums[i] + random.nextExponential() * random.nextExponential();
    }
    var lengths = new int[size.conversations()];
    var scale = size.messages() / sums[size.conversations()];
    for (var i = 0; i < lengths.length; i++) {
      lengths[i] = (int) (Math.floor(sums[i + 1] * scale) - Math.floor(sums[i] * scale));
    }
    return lengths;
  }

  private Conversation conversation(long created, List<User> heavy, int length, Random random) {
    var sid = sid("CH", created, 0, random);
    var members = new ArrayList<Member>();
    for (var user : heavy) {
      members.add(member(user, created, members.size(), length, random));
    }
    var others = 1 + random.nextInt(4);
    for (var i = 0; i < others; i++) {
      var user = users.get(random.nextInt(size.heavyUsers(), size.users()));
      if (members.stream().noneMatch(member -> member.user().equals(user))) {
        members.add(member(user, created, members.size(), length, random));
      }
    }
    var chance = random.nextInt(100);
    return new Conversation(
        sid,
        Words.subject(random),
        Words.conversationAttributes(random),
        chance < 90 ? "ACTIVE" : chance < 96 ? "INACTIVE" : "CLOSED",
        created,
        members,
        messages(members, created, length, random));
  }

  /** Most have read nearly all, some have never looked. */
  private static Member member(User user, long created, int place, int length, Random random) {
    var unread = (int) (random.nextExponential() * 2);
    var looked = length > 0 && random.nextInt(10) > 0;
    var horizon = looked ? Math.max(0L, length - 1L - unread) : null;
    return new Member(user, sid("MB", created, place, random), horizon);
  }

  private static List<Message> messages(
      List<Member> members, long created, int length, Random random) {
    var messages = new ArrayList<Message>(length);
    var at = created;
    for (var i = 0; i < length; i++) {
      at += 1_000 + (long) (random.nextExponential() * 3_600_000);
      var author = members.get(random.nextInt(members.size()));
      messages.add(new Message(sid("IM", at, 0, random), author, Words.message(random), at));
    }
    return messages;
  }

  /** As parley.value.Sids makes them, with a time of our own. */
  private static String sid(String prefix, long millis, int count, Random random) {
    return prefix + HEX.toHexDigits(millis << 16 | count) + HEX.toHexDigits(random.nextLong());
  }
}
