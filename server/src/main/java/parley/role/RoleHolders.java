package parley.role;

import parley.access.Cause;
import parley.storage.Tx;

/** Those who hold roles; filled in by the rooms above. */
@FunctionalInterface
public interface RoleHolders {
  /**
   * Gives some of those who hold a role another one, each as a change of its own that is told.
   *
   * @param most how many at most
   * @return how many; fewer than asked for when nobody is left
   */
  int passOn(Tx tx, Role gone, String fallbackSid, int most, Cause cause);
}
