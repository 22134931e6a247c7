package parley.participant;

import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Event;

/** A participant changed: attributes, role, addresses, read horizon, notification level. */
public record ParticipantChanged(
    Conversation conversation, Participant before, Participant participant, Cause cause)
    implements Event {}
