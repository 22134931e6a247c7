package parley.participant;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;

/**
 * Whom a message concerns, beside the members who read it in chat (docs/behaviour.md 2.7, 8.3).
 *
 * @param authorSid the participant that the author's name means; null when there is none
 * @param groupText whether members share a group text, so that only one of them may speak
 * @param recipients everybody outside chat to whom the message has to be brought
 */
public record Audience(@Nullable String authorSid, boolean groupText, List<Recipient> recipients) {

  /** Somebody to whom a message has to be brought, and the type of his address. */
  public record Recipient(String participantSid, String type) {}

  /** One participant, as far as this question goes. */
  record Party(String sid, @Nullable String identity, @Nullable MessagingBinding binding) {
    boolean hasAddress() {
      return binding != null && binding.address() != null;
    }

    boolean isAt(String author) {
      return binding != null
          && (author.equals(binding.address())
              || (identity == null && author.equals(binding.projectedAddress())));
    }
  }

  /**
   * Itself, unless its author may not speak: in a group text only one of its participants may.
   *
   * @throws parley.problem.Problem 50513 for somebody else
   */
  public Audience requireSpeaker() {
    if (groupText && authorSid == null) {
      throw Code.AUTHOR_NOT_IN_GROUP.in("Author", "is none of its participants");
    }
    return this;
  }

  /**
   * An author is whoever has that identity, else whoever is at that address.
   *
   * @param speakerSid the participant who is known to speak, whatever the author's name means
   */
  static Audience of(String author, @Nullable String speakerSid, List<Party> concerned) {
    if (concerned.isEmpty()) {
      return new Audience(null, false, List.of());
    }
    var parties = concerned.stream().sorted(Comparator.comparing(Party::sid)).toList();
    var authorSid = speakerSid == null ? named(author, parties) : speakerSid;
    return new Audience(
        authorSid,
        parties.stream()
            .anyMatch(party -> party.binding() != null && party.binding().isGroupMember()),
        recipients(authorSid, parties));
  }

  private static @Nullable String named(String author, List<Party> parties) {
    return parties.stream()
        .filter(party -> author.equals(party.identity()))
        .findFirst()
        .or(() -> atAddress(author, parties))
        .map(Party::sid)
        .orElse(null);
  }

  private static Optional<Party> atAddress(String author, List<Party> parties) {
    return parties.stream().filter(party -> party.isAt(author)).findFirst();
  }

  private static List<Recipient> recipients(@Nullable String authorSid, List<Party> parties) {
    return parties.stream()
        .filter(party -> party.hasAddress() && !party.sid().equals(authorSid))
        .map(party -> new Recipient(party.sid(), typeOf(party)))
        .toList();
  }

  private static String typeOf(Party party) {
    return party.binding() == null ? "" : party.binding().type();
  }
}
