package parley.problem;

import java.util.function.Consumer;

/**
 * Counts and lengths from which on more is refused (docs/behaviour.md 9). Lengths of names stand
 * beside the names.
 *
 * @param conversationsPerIdentity active and inactive ones
 * @param participantsPerConversation of any kind
 * @param nonChatParticipants of them, without an identity
 * @param groupTextMembers addresses in one group text, ours among them
 * @param participantsAtOnce with whom a conversation is made
 * @param webhooksPerConversation of its own
 * @param mediaPerMessage files
 * @param mediaBytes of one file
 * @param messageBytes of a message's body
 * @param attributes of all that has some
 */
public record Limits(
    int conversationsPerIdentity,
    int participantsPerConversation,
    int nonChatParticipants,
    int groupTextMembers,
    int participantsAtOnce,
    int webhooksPerConversation,
    int mediaPerMessage,
    long mediaBytes,
    int messageBytes,
    AttributesBytes attributes) {

  /** The original's documented numbers. */
  public static final Limits DOCUMENTED = but(draft -> {});

  /** How many bytes attributes may have, by whose they are. */
  public record AttributesBytes(int conversation, int message, int participant, int user) {}

  /** The documented ones, but for what is changed: {@code but(draft -> draft.mediaBytes = 10)}. */
  public static Limits but(Consumer<Draft> change) {
    var draft = new Draft();
    change.accept(draft);
    return new Limits(
        draft.conversationsPerIdentity,
        draft.participantsPerConversation,
        draft.nonChatParticipants,
        draft.groupTextMembers,
        draft.participantsAtOnce,
        draft.webhooksPerConversation,
        draft.mediaPerMessage,
        draft.mediaBytes,
        draft.messageBytes,
        new AttributesBytes(
            draft.conversationAttributesBytes,
            draft.messageAttributesBytes,
            draft.participantAttributesBytes,
            draft.userAttributesBytes));
  }

  /** Limits that are being set, by name: they are numbers that look alike. */
  public static final class Draft {
    public int conversationsPerIdentity = 1000;
    public int participantsPerConversation = 1000;
    public int nonChatParticipants = 50;
    public int groupTextMembers = 10;
    public int participantsAtOnce = 10;
    public int webhooksPerConversation = 5;
    public int mediaPerMessage = 10;
    public long mediaBytes = 150L << 20;
    public int messageBytes = 32 << 10;
    public int conversationAttributesBytes = 16 << 10;
    public int messageAttributesBytes = 4096;
    public int participantAttributesBytes = 4096;
    public int userAttributesBytes = 4096;

    private Draft() {}
  }
}
