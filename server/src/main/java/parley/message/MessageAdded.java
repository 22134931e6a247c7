package parley.message;

import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Event;

/** A message came. The conversation is told as the message left it. */
public record MessageAdded(Conversation conversation, Message message, Cause cause)
    implements Event {}
