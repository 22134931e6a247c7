package parley.event;

import parley.access.Cause;

/**
 * Something that has happened, told in the transaction that made it so. Not sealed: each room tells
 * its own, and this one knows none of those above. So no compiler finds the outlet that passes over
 * a new event; whoever adds one looks through all that implement {@link Outlet#hear}.
 */
public interface Event {
  /** Why it happened. */
  Cause cause();
}
