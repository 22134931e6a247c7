package parley.user;

import parley.access.Cause;
import parley.event.Event;

/** A user can be reached, or cannot any more, or by other means. Webhooks are not told of it. */
public record ReachabilityChanged(User user, Cause cause) implements Event {}
