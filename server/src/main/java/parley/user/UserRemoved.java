package parley.user;

import parley.access.Cause;
import parley.event.Event;

/** A user is about to go. Told before the row is deleted, so that who hears can still find it. */
public record UserRemoved(User user, Cause cause) implements Event {}
