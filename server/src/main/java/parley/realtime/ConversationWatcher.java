package parley.realtime;

/**
 * Hears, behind each commit and on whichever server it was made, which conversations have changed,
 * and who is writing in them. Called by whoever makes the change: it must not block.
 */
public interface ConversationWatcher {
  /** Whether it has use for anything: else nothing is made ready for it. */
  boolean isListening();

  /** Something of a conversation may be other than it was. */
  void changed(String conversationSid);

  /** A user is writing, who has sent nothing yet. */
  void writing(String conversationSid, String userSid);
}
