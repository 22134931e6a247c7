package parley.testing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import parley.media.MediaSweep;
import parley.problem.Code;
import parley.storage.Contents;
import parley.storage.Database;
import parley.storage.Tx;

/** The snapshots of a server, by name; kept in its memory until it ends. */
final class Snapshots {
  /** Of all snapshots together. */
  static final long ROWS_MAX = 1_000_000;

  private final Map<String, Snapshot> all = new ConcurrentSkipListMap<>();
  private final World world;
  private final Database database;
  private final Contents contents;
  private final MediaSweep media;
  private final PinnedBlobs blobs;
  private final Clock clock;

  Snapshots(World world, Database database, MediaSweep media, PinnedBlobs blobs, Clock clock) {
    this.world = world;
    this.database = database;
    this.contents = new Contents(database.dialect());
    this.media = media;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** In the order of their names. */
  List<Snapshot> list() {
    return List.copyOf(all.values());
  }

  Optional<Snapshot> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /**
   * Takes one, in the place of one of that name.
   *
   * @throws parley.problem.Problem 20409 when there is no room for it
   */
  Snapshot take(String name) {
    var taken = new AtomicReference<Snapshot>();
    world.whileStill(() -> taken.set(keep(database.snapshot(tx -> read(tx, name)))));
    return taken.get();
  }

  private Snapshot read(Tx tx, String name) {
    return new Snapshot(
        name, clock.instant(), world.mark(), contents.read(tx), Set.copyOf(media.all(tx)));
  }

  private Snapshot keep(Snapshot snapshot) {
    var others =
        all.values().stream()
            .filter(it -> !it.name().equals(snapshot.name()))
            .mapToLong(it -> it.rows().rows())
            .sum();
    if (others + snapshot.rows().rows() > ROWS_MAX) {
      throw Code.CONFLICT.because(
          "snapshots may have %d rows in all: delete others first".formatted(ROWS_MAX));
    }
    change(all.put(snapshot.name(), snapshot));
    return snapshot;
  }

  /** Makes everything as it was. Whether there is such a snapshot. */
  boolean restore(String name) {
    var found = all.get(name);
    if (found != null) {
      world.whileStill(() -> world.replace(found.mark(), tx -> contents.write(tx, found.rows())));
    }
    return found != null;
  }

  /** Forgets one; whether it was there. */
  boolean delete(String name) {
    var gone = all.remove(name);
    change(gone);
    return gone != null;
  }

  /** Pins what there is now; files of one that is gone may have nobody else who has them. */
  private void change(@Nullable Snapshot gone) {
    var pinned = new HashSet<String>();
    all.values().forEach(it -> pinned.addAll(it.files()));
    blobs.pin(pinned);
    if (gone != null) {
      var left = new ArrayList<>(gone.files());
      left.removeAll(pinned);
      world.giveUp(left);
    }
  }
}
