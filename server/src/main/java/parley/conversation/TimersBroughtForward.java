package parley.conversation;

import parley.access.Cause;
import parley.event.Event;

/** A timer ends earlier than it would have: something was done by a clock that was set back. */
public record TimersBroughtForward(Conversation conversation, Cause cause) implements Event {}
