package parley.realtime;

import java.time.Instant;

/**
 * An item of a list or a map.
 *
 * @param key its index as digits, or its key
 * @param added the version that brought it
 * @param version the version that last changed it
 * @param data what it is, as JSON
 */
record SyncItem(
    String key, long added, long version, String data, Instant createdAt, Instant updatedAt) {

  /** Where it is first to be told to somebody who knows all up to a version. */
  long begin(long since) {
    return added > since ? added : version;
  }

  /** The same, as if it had not been changed beyond a version: it is told again then. */
  SyncItem asOf(long end) {
    return version <= end ? this : new SyncItem(key, added, added, data, createdAt, updatedAt);
  }
}
