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
    String key, long added, long version, String data, Instant createdAt, Instant updatedAt) {}
