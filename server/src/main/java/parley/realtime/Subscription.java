package parley.realtime;

import java.util.List;

/**
 * That one client hears of one object. It does once it has been told what it missed; what happens
 * before that is read again then. Used with its channel's lock held.
 */
final class Subscription {
  final Channel channel;
  final ClientConnection client;
  private boolean live;

  /** The last version it has been told. */
  private long position;

  Subscription(Channel channel, ClientConnection client) {
    this.channel = channel;
    this.client = client;
  }

  boolean isLive() {
    return live;
  }

  /** Whether it has been told all up to a version. */
  boolean knows(long version) {
    return position >= version;
  }

  /** It has been told all up to a version. */
  void goLive(long version) {
    live = true;
    position = version;
  }

  /** Which of some changes are news to it; it counts as told of them, up to a version. */
  List<SyncChange> news(List<SyncChange> changes, long version) {
    var known = position;
    position = Math.max(position, version);
    return known == position
        ? List.of()
        : changes.stream()
            .filter(change -> change.id() > known)
            .map(change -> change.seenFrom(known))
            .toList();
  }
}
