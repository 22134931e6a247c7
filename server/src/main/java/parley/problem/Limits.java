package parley.problem;

/**
 * Counts from which on more is refused (docs/behaviour.md 9). Lengths of texts stand beside the
 * texts.
 *
 * @param conversationsPerIdentity active and inactive ones
 * @param participantsPerConversation of any kind
 * @param nonChatParticipants of them, without an identity
 * @param groupTextMembers addresses in one group text, ours among them
 */
public record Limits(
    int conversationsPerIdentity,
    int participantsPerConversation,
    int nonChatParticipants,
    int groupTextMembers) {

  /** The original's documented numbers. */
  public static final Limits DOCUMENTED = new Limits(1000, 1000, 50, 10);
}
