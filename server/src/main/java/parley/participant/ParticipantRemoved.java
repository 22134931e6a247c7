package parley.participant;

import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Event;

/** Somebody left a conversation, or was removed. */
public record ParticipantRemoved(Conversation conversation, Participant participant, Cause cause)
    implements Event {}
