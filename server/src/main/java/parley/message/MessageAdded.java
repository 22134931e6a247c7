package parley.message;

import java.util.List;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Event;

/**
 * A message came. The conversation is told as the message left it.
 *
 * @param dispatches one for everybody outside chat to whom it has to be brought
 */
public record MessageAdded(
    Conversation conversation, Message message, List<Dispatch> dispatches, Cause cause)
    implements Event {}
