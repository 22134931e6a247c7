package parley.user;

import parley.access.Cause;
import parley.event.Event;

/** A user's name, attributes or role changed. */
public record UserChanged(User before, User user, Cause cause) implements Event {}
