package parley.inbox.kept;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import parley.inbox.RowChange;

/**
 * Tells whether a user's list can have changed since it was read, and how, without asking the
 * database. Exact where this process makes every write: a change is begun before its commit and
 * ended after it, so a page that was read while a change was under way is never taken for fresh.
 *
 * <p>Users share counters by the hash of their SID; two that meet only look changed more often.
 */
final class Freshness {
  private static final int SLOTS = 1 << 15;

  /** Changes that are remembered of a list, and how many go by before one nobody reads is left. */
  private static final int REMEMBERED = 8;

  private final AtomicLongArray begun = new AtomicLongArray(SLOTS);
  private final AtomicReferenceArray<Log> ended =
      new AtomicReferenceArray<>(Collections.nCopies(SLOTS, Log.EMPTY).toArray(Log[]::new));

  /** A stamp that no list ever has: what bears it is not to be kept. */
  static final long NEVER = -1;

  /** What has changed since a stamp, oldest first, and the stamp that takes its place. */
  record Since(long stamp, List<RowChange> changes) {}

  /**
   * The changes that have ended.
   *
   * @param count of all there ever were
   * @param last some of them, oldest first; null while nobody reads the list
   * @param unread how many came since the list was last read
   */
  private record Log(long count, @Nullable List<RowChange> last, int unread) {
    static final Log EMPTY = new Log(0, null, 0);

    Log with(RowChange change) {
      if (last == null || unread == REMEMBERED) {
        return new Log(count + 1, null, 0);
      }
      var next = new ArrayList<>(last.size() < REMEMBERED ? last : last.subList(1, REMEMBERED));
      next.add(change);
      return new Log(count + 1, next, unread + 1);
    }

    Log read() {
      return new Log(count, last == null ? List.of() : last, 0);
    }
  }

  /** To be called before the list is read. */
  long stamp(String userSid) {
    var slot = slot(userSid);
    var stamp = begun.get(slot);
    var log = ended.get(slot);
    noteReader(slot, log);
    return log.count() == stamp ? stamp : NEVER;
  }

  boolean isFresh(String userSid, long stamp) {
    return stamp != NEVER && begun.get(slot(userSid)) == stamp;
  }

  /** What has changed in a list since a stamp of it; null when that is not known. */
  @Nullable Since since(String userSid, long stamp) {
    var slot = slot(userSid);
    var log = ended.get(slot);
    var last = log.last();
    var missed = log.count() - stamp;
    if (stamp == NEVER || last == null || missed > last.size() || begun.get(slot) != log.count()) {
      return null;
    }
    noteReader(slot, log);
    var changes =
        last.subList(last.size() - (int) missed, last.size()).stream()
            .filter(change -> change.userSid().equals(userSid))
            .toList();
    return changes.stream().anyMatch(change -> change.conversationSid() == null)
        ? null
        : new Since(log.count(), changes);
  }

  /** Whether somebody has read it lately. */
  boolean isRead(String userSid) {
    return ended.get(slot(userSid)).last() != null;
  }

  /** A lost race with a change is no harm: the list looks read less lately than it was. */
  private void noteReader(int slot, Log log) {
    if (log.last() == null || log.unread() > 0) {
      ended.compareAndSet(slot, log, log.read());
    }
  }

  /** Notes a change of every list, of which nothing is known. */
  void changeAll() {
    for (var slot = 0; slot < SLOTS; slot++) {
      begun.incrementAndGet(slot);
      ended.updateAndGet(slot, log -> new Log(log.count() + 1, null, 0));
    }
  }

  void begin(String userSid) {
    begun.incrementAndGet(slot(userSid));
  }

  void end(RowChange change) {
    ended.updateAndGet(slot(change.userSid()), log -> (log == null ? Log.EMPTY : log).with(change));
  }

  private static int slot(String userSid) {
    var hash = userSid.hashCode();
    return (hash ^ hash >>> 15) & (SLOTS - 1);
  }
}
