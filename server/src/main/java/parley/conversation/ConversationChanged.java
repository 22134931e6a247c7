package parley.conversation;

import parley.access.Cause;
import parley.event.Event;

/** Something of a conversation's own changed: a name, attributes, state, timers, dates. */
public record ConversationChanged(Conversation before, Conversation conversation, Cause cause)
    implements Event {}
