package parley.realtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object at one moment, without its items.
 *
 * @param version counts its changes: an event's id is the version that it brought about
 * @param data what a document is, as JSON; null for lists and maps
 */
record SyncState(long version, Instant createdAt, Instant updatedAt, @Nullable String data) {}
