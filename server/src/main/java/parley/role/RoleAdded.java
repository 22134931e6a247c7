package parley.role;

import parley.access.Cause;
import parley.event.Event;

/** A role was made. */
public record RoleAdded(Role role, Cause cause) implements Event {}
