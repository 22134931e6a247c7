package parley.conversation;

import parley.access.Cause;
import parley.event.Event;

/**
 * A conversation is about to go, with its participants and messages. Told before its rows are
 * deleted, so that who hears can still find them.
 */
public record ConversationRemoved(Conversation conversation, Cause cause) implements Event {}
