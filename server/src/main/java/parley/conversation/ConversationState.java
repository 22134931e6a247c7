package parley.conversation;

import java.util.List;
import parley.value.Word;

/** Where a conversation stands in its life (docs/behaviour.md 3). */
public enum ConversationState implements Word {
  INITIALIZING,
  ACTIVE,
  INACTIVE,
  CLOSED;

  /** Those that a caller can name; the other one is only shown. */
  public static final List<ConversationState> NAMED = List.of(ACTIVE, INACTIVE, CLOSED);
}
