package parley.role;

import parley.access.Cause;
import parley.event.Event;

/** A role's permissions changed. */
public record RoleChanged(Role before, Role role, Cause cause) implements Event {}
