package parley.conversation;

import parley.access.Cause;
import parley.event.Event;

/** A conversation was made. */
public record ConversationAdded(Conversation conversation, Cause cause) implements Event {}
