package parley.participant;

/** Where a live pair of addresses leads: to a participant of an open conversation. */
public record LivePair(String conversationSid, String participantSid) {}
