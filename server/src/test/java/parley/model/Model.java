package parley.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the server should hold, as plainly as it can be said: no indexes, no counters, everything
 * looked up anew each time. Times are milliseconds.
 */
final class Model {
  /** The users that are there: identity to SID. */
  final Map<String, String> users = new TreeMap<>();

  /** The conversations that are there, by SID. */
  final Map<String, Talk> talks = new LinkedHashMap<>();

  static final class Talk {
    final String sid;
    @Nullable String friendlyName;
    @Nullable String uniqueName;
    String attributes = "{}";
    String state = "active";
    long created;
    long updated;
    long nextIndex;
    final TreeMap<Long, Said> messages = new TreeMap<>();
    final Map<String, Member> members = new TreeMap<>();

    Talk(String sid, long created) {
      this.sid = sid;
      this.created = created;
      this.updated = created;
    }

    boolean isClosed() {
      return state.equals("closed");
    }

    /** The date of the newest message; the conversation's own while there is none. */
    long activity() {
      return messages.isEmpty() ? created : messages.lastEntry().getValue().created;
    }

    long behind(Member member) {
      var horizon = member.horizon == null ? -1 : member.horizon;
      return messages.tailMap(horizon, false).size();
    }

    /** The newest message that is not younger than a time; null without one. */
    @Nullable Long newestAt(long time) {
      return messages.descendingMap().values().stream()
          .filter(message -> message.created <= time)
          .map(message -> message.index)
          .findFirst()
          .orElse(null);
    }
  }

  static final class Said {
    final String sid;
    final long index;
    final String author;
    String body;
    long created;

    Said(String sid, long index, String author, String body, long created) {
      this.sid = sid;
      this.index = index;
      this.author = author;
      this.body = body;
      this.created = created;
    }
  }

  static final class Member {
    final String sid;
    @Nullable Long horizon;
    String level = "default";

    Member(String sid) {
      this.sid = sid;
    }
  }

  /** What an inbox is asked for; null where it does not matter. */
  record Wish(
      boolean byActivity, boolean unreadOnly, @Nullable String state, @Nullable String level) {}

  /** The conversations that a user's list should show, in order. */
  List<Talk> inbox(String identity, Wish wish) {
    Comparator<Talk> order =
        Comparator.comparingLong((Talk talk) -> wish.byActivity ? talk.activity() : talk.created)
            .thenComparing(talk -> talk.sid);
    return all(order.reversed()).stream()
        .filter(talk -> shows(talk, talk.members.get(identity), wish))
        .toList();
  }

  private static boolean shows(Talk talk, @Nullable Member member, Wish wish) {
    return member != null
        && (!wish.unreadOnly || talk.behind(member) > 0)
        && (wish.state == null || wish.state.equals(talk.state))
        && (wish.level == null || wish.level.equals(member.level));
  }

  /** All conversations in an order. */
  List<Talk> all(Comparator<Talk> order) {
    var sorted = new ArrayList<>(talks.values());
    sorted.sort(order);
    return sorted;
  }

  @Nullable Talk named(String uniqueName) {
    return talks.values().stream()
        .filter(talk -> uniqueName.equals(talk.uniqueName))
        .findFirst()
        .orElse(null);
  }
}
