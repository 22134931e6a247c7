package parley.event;

import parley.access.Cause;

/** Something that has happened, told in the transaction that made it so. */
public interface Event {
  /** Why it happened. */
  Cause cause();
}
