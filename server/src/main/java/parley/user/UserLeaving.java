package parley.user;

import parley.access.Cause;
import parley.event.Event;

/**
 * A user is to go. Told before the row is held: who hears takes the user out of conversations,
 * which are held before users are.
 */
public record UserLeaving(User user, Cause cause) implements Event {}
