package parley.membership;

import parley.conversation.Conversation;
import parley.participant.Participant;

/** Somebody's place in a conversation, with both of them. */
public record Membership(Conversation conversation, Participant participant) {}
