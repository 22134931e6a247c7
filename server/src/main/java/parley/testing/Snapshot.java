package parley.testing;

import java.time.Instant;
import java.util.Set;
import parley.storage.Contents;

/**
 * How everything was at one moment.
 *
 * @param createdAt by the server's clock
 * @param mark where the clock and the SIDs stood
 * @param files that it has
 */
record Snapshot(
    String name, Instant createdAt, World.Mark mark, Contents.Image rows, Set<String> files) {}
