package parley.message;

import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Event;

/** A message was deleted. The conversation is told as it stands without it. */
public record MessageRemoved(Conversation conversation, Message message, Cause cause)
    implements Event {}
