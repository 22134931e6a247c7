package parley.inbox;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether a user's list can have changed since it was read, without asking the database.
 * Exact where this process makes every write: a change is begun before its commit and ended after
 * it, so a page that was read while a change was under way is never taken for fresh.
 *
 * <p>Users share counters by the hash of their SID; two that meet only look changed more often.
 */
final class Freshness {
  private static final int SLOTS = 1 << 15;

  private final AtomicLongArray begun = new AtomicLongArray(SLOTS);
  private final AtomicLongArray ended = new AtomicLongArray(SLOTS);

  /** A stamp that no list ever has: what bears it is not to be kept. */
  static final long NEVER = -1;

  /** To be called before the list is read. */
  long stamp(String userSid) {
    var slot = slot(userSid);
    var stamp = begun.get(slot);
    return ended.get(slot) == stamp ? stamp : NEVER;
  }

  boolean isFresh(String userSid, long stamp) {
    return stamp != NEVER && begun.get(slot(userSid)) == stamp;
  }

  void begin(String userSid) {
    begun.incrementAndGet(slot(userSid));
  }

  void end(String userSid) {
    ended.incrementAndGet(slot(userSid));
  }

  private static int slot(String userSid) {
    var hash = userSid.hashCode();
    return (hash ^ hash >>> 15) & (SLOTS - 1);
  }
}
