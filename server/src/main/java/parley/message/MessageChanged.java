package parley.message;

import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Event;

/** A message was edited. */
public record MessageChanged(
    Conversation conversation, Message before, Message message, Cause cause) implements Event {}
