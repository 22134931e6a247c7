package parley.realtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That one client hears of one object. Until it has been told what it missed, what happens is held
 * back for it. Used with its channel's lock held.
 */
final class Subscription {
  final ClientConnection client;

  /** What has happened while the client is told what it missed; null once that is done. */
  private @Nullable List<SyncChange> held = new ArrayList<>(0);

  /** The last version it has been told. */
  private long position;

  Subscription(ClientConnection client) {
    this.client = client;
  }

  boolean isLive() {
    return held == null;
  }

  /** Which of some changes are news to it; it counts as told of them, up to a version. */
  List<SyncChange> news(List<SyncChange> changes, long version) {
    if (held != null) {
      held.addAll(changes);
      return List.of();
    }
    var known = position;
    position = Math.max(position, version);
    return known == position
        ? List.of()
        : changes.stream().filter(change -> change.id() > known).toList();
  }

  /** It has been told all up to a version: what was held back beyond that is news. */
  List<SyncChange> goLive(long version) {
    var waiting = held == null ? List.<SyncChange>of() : held;
    held = null;
    position = version;
    var last = waiting.isEmpty() ? version : waiting.getLast().id();
    return news(waiting, last);
  }
}
