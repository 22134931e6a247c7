package parley.service;

import parley.access.Cause;

/** What is in a service and goes with it; filled in by the rooms above. */
@FunctionalInterface
public interface ServiceContents {
  /**
   * Removes all of it and tells each, in small transactions of its own. What is gone already is no
   * fault: it may be called again, also by several servers at once.
   */
  void removeAll(String service, Cause cause);
}
