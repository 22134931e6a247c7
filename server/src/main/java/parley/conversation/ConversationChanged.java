package parley.conversation;

import parley.access.Cause;
import parley.event.Event;

/**
 * Something of a conversation's own changed: a name, attributes, state, timers, dates. What
 * messages and participants move is told only when it changes the state.
 *
 * @param reason what changed it, in the words of {@code onConversationStateUpdated}
 */
public record ConversationChanged(
    Conversation before, Conversation conversation, Cause cause, Reason reason) implements Event {

  /** What changed a conversation. */
  public enum Reason {
    /** Somebody edited it; its state may have changed with the rest. */
    API,
    /** A date of its timers has come; only its state and timers have changed. */
    TIMER,
    /** Something in it changed its state: a message came, or what it was begun with is there. */
    EVENT
  }
}
