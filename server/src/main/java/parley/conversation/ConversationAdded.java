package parley.conversation;

import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.event.Event;

/**
 * A conversation was made.
 *
 * @param opener the message that it was made for; null when somebody asked for it
 */
public record ConversationAdded(
    Conversation conversation, @Nullable OpeningMessage opener, Cause cause) implements Event {}
