package parley.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.due.Sweep;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * Deletes what nobody can have any more. It takes no input and may be run at any time, by several
 * nodes at once; what it does not finish the next run does.
 */
public final class MediaSweep implements Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(MediaSweep.class);
  private static final int FILES_AT_ONCE = 200;

  /** An upload to another server whose row is not there yet: no upload takes as long. */
  private static final Duration UPLOAD_LONGEST = Duration.ofHours(24);

  private final MediaStore store = new MediaStore();
  private final Database database;
  private final Blobs blobs;
  private final Predicate<String> arriving;
  private final Clock clock;

  /** Behind which SID the round goes on; empty when it begins anew. */
  private volatile String reached = "";

  /**
   * @param arriving which files are still on their way here
   */
  public MediaSweep(Database database, Blobs blobs, Predicate<String> arriving, Clock clock) {
    this.database = database;
    this.blobs = blobs;
    this.arriving = arriving;
    this.clock = clock;
  }

  /**
   * Deletes a portion of the files whose time is up, and of those whose message is gone. A file
   * that cannot be deleted keeps its row and stops no other; it is tried again in the next round.
   */
  @Override
  public boolean run() {
    database.change(tx -> store.expire(tx, clock.instant()));
    var sids = givenUp(reached);
    var gone = sids.stream().filter(this::deleteBytes).toList();
    if (!gone.isEmpty()) {
      database.change(tx -> store.delete(tx, gone));
    }
    reached = sids.size() == FILES_AT_ONCE ? sids.getLast() : "";
    return !reached.isEmpty();
  }

  private List<String> givenUp(String after) {
    return database.read(tx -> store.givenUp(tx, after, FILES_AT_ONCE));
  }

  /** Deletes bytes that have no row: a crash came between the two. */
  public void runOrphans() {
    try {
      var old = clock.instant().minus(UPLOAD_LONGEST);
      blobs.forEachOlderThan(old, arriving, this::deleteOrphans);
    } catch (IOException e) {
      throw new UncheckedIOException("the files of media cannot be looked through", e);
    }
  }

  /** The files that have a row: for who is about to replace all rows. */
  public List<String> all(Tx tx) {
    return store.all(tx);
  }

  /** Deletes the bytes of those of some hundred files that have no row any more. */
  public void deleteOrphans(List<String> sids) {
    var orphans = new HashSet<>(sids);
    database.read(tx -> store.present(tx, sids)).forEach(orphans::remove);
    orphans.forEach(this::deleteBytes);
  }

  /** Whether the bytes are gone. */
  private boolean deleteBytes(String sid) {
    try {
      blobs.delete(sid);
      return true;
    } catch (IOException e) {
      LOG.warn("the bytes of {} cannot be deleted yet", sid, e);
      return false;
    }
  }
}
