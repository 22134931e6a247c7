package parley.app;

import parley.problem.Limits;

/** The settings of counts and lengths, with the most that memory and databases can bear. */
final class LimitSettings {
  /** With the attributes, percent-encoded, it is still less than a form may have. */
  private static final int BODY_BYTES_MOST = 256 << 10;

  private static final int ATTRIBUTES_BYTES_MOST = 64 << 10;
  private static final long TIB = 1L << 40;

  private LimitSettings() {}

  static Limits read(Asked asked) {
    return Limits.but(
        draft -> {
          draft.conversationsPerIdentity = asked.number(Setting.LIMIT_CONVERSATIONS, 1, 1_000_000);
          draft.participantsPerConversation = asked.number(Setting.LIMIT_PARTICIPANTS, 1, 100_000);
          draft.nonChatParticipants = asked.number(Setting.LIMIT_NON_CHAT_PARTICIPANTS, 0, 100_000);
          draft.groupTextMembers = asked.number(Setting.LIMIT_GROUP_MEMBERS, 3, 1_000);
          draft.participantsAtOnce = asked.number(Setting.LIMIT_PARTICIPANTS_AT_ONCE, 0, 100);
          draft.webhooksPerConversation = asked.number(Setting.LIMIT_WEBHOOKS, 1, 100);
          draft.mediaPerMessage = asked.number(Setting.LIMIT_MEDIA, 1, 100);
          draft.mediaBytes = asked.number(Setting.LIMIT_MEDIA_BYTES, draft.mediaBytes, 1, TIB);
          draft.messageBytes = asked.number(Setting.LIMIT_MESSAGE_BYTES, 1, BODY_BYTES_MOST);
          draft.conversationAttributesBytes =
              attributes(asked, Setting.LIMIT_CONVERSATION_ATTRIBUTES_BYTES);
          draft.messageAttributesBytes = attributes(asked, Setting.LIMIT_MESSAGE_ATTRIBUTES_BYTES);
          draft.participantAttributesBytes =
              attributes(asked, Setting.LIMIT_PARTICIPANT_ATTRIBUTES_BYTES);
          draft.userAttributesBytes = attributes(asked, Setting.LIMIT_USER_ATTRIBUTES_BYTES);
        });
  }

  private static int attributes(Asked asked, Setting setting) {
    return asked.number(setting, 2, ATTRIBUTES_BYTES_MOST);
  }
}
