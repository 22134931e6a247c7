package parley.role;

import parley.access.Cause;
import parley.event.Event;

/**
 * A role is about to go. Told before the row is deleted, so that who hears can give those who hold
 * it the service's default role of the same type.
 */
public record RoleRemoved(Role role, String fallbackSid, Cause cause) implements Event {}
