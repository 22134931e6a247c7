package parley.user;

import parley.access.Cause;
import parley.event.Event;

/** A user was made, by a call or because somebody joined under a new identity. */
public record UserAdded(User user, Cause cause) implements Event {}
