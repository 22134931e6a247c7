package parley.participant;

import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Event;

/** Somebody joined a conversation. */
public record ParticipantAdded(Conversation conversation, Participant participant, Cause cause)
    implements Event {}
