package parley.permission;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.problem.Problem;

/**
 * What one operation takes.
 *
 * @param who for whom it is at all
 * @param need what it takes besides, whatever is sent; null for nothing
 * @param fields what each field takes, in order; others have no effect
 * @param refused fields that the operation knows and no permission allows
 */
record OperationRule(Who who, @Nullable Need need, Map<String, Need> fields, Set<String> refused) {

  /** For whom an operation is at all. */
  enum Who {
    EVERYBODY("every user of the service"),
    ONESELF("the user himself"),
    PARTICIPANT("who is in the conversation"),
    PARTICIPANT_OR_CREATOR("who is in the conversation or has made it"),
    OWNER_OR_PARTICIPANT("who has sent the file, and who is in the conversation it is in"),
    PERMITTED("whom a role permits it");

    private final String words;

    Who(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean includes(Standing standing) {
      return switch (this) {
        case EVERYBODY, PERMITTED -> true;
        case ONESELF -> standing.own();
        case PARTICIPANT -> standing.participant();
        case PARTICIPANT_OR_CREATOR -> standing.participant() || standing.creator();
        case OWNER_OR_PARTICIPANT -> standing.own() || standing.participant();
      };
    }
  }

  static OperationRule of(Who who) {
    return new OperationRule(who, null, Map.of(), Set.of());
  }

  OperationRule needing(Need needed) {
    return new OperationRule(who, needed, fields, refused);
  }

  OperationRule with(Need needed, String... names) {
    var more = new LinkedHashMap<>(fields);
    List.of(names).forEach(name -> more.put(name, needed));
    return new OperationRule(who, need, more, refused);
  }

  OperationRule refusing(String... names) {
    return new OperationRule(who, need, fields, new LinkedHashSet<>(List.of(names)));
  }

  /**
   * Sees that nobody learns whether something is there that is another's.
   *
   * @throws Problem 50107 for what only the user himself may do
   */
  void requireOneself(boolean oneself) {
    if (who == Who.ONESELF && !oneself) {
      throw notFor();
    }
  }

  private Problem notFor() {
    return Code.NOT_PERMITTED.because("this is for " + who.words());
  }

  /**
   * Sees that an action is allowed as a whole: of several fields that are sent, each must be.
   *
   * @throws Problem 50107 when it is not
   */
  void require(Standing standing, Set<String> sent) {
    if (!who.includes(standing)) {
      throw notFor();
    }
    if (need != null && !need.isMetBy(standing)) {
      throw refusal(need);
    }
    if (!fields.isEmpty() && fields.values().stream().noneMatch(one -> one.isMetBy(standing))) {
      throw refusal(fields.values().iterator().next());
    }
    sent.stream().sorted().forEach(name -> requireField(standing, name));
  }

  private void requireField(Standing standing, String name) {
    if (refused.contains(name)) {
      throw Code.NOT_PERMITTED.in(name, "is for the account's credentials alone");
    }
    var needed = fields.get(name);
    if (needed != null && !needed.isMetBy(standing)) {
      throw Code.NOT_PERMITTED.in(name, "needs the permission " + needed);
    }
  }

  private static Problem refusal(Need needed) {
    return Code.NOT_PERMITTED.because("this needs the permission " + needed);
  }
}
