package parley.role;

import parley.access.Cause;
import parley.event.Event;

/** A role has gone; nobody holds it any more. */
public record RoleRemoved(Role role, Cause cause) implements Event {}
