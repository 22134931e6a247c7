package parley.conversation;

import java.util.Locale;

/** Where a conversation stands in its life (docs/behaviour.md 3). */
public enum ConversationState {
  INITIALIZING,
  ACTIVE,
  INACTIVE,
  CLOSED;

  /** As the API writes it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
