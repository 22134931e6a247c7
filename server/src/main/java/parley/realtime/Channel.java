package parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One object that somebody hears of, and who does. What became of it is read from the database
 * above the version up to which it has been read, whatever said that something has: so nothing is
 * told twice, nothing out of order, and nothing is missed when a word of it is.
 */
final class Channel {
  private static final long UNREAD = -1;

  final SyncObject object;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ClientConnection, Subscription> subscriptions = new HashMap<>();

  /** Up to which version it has been read for those who hear of it. */
  private long read = UNREAD;

  private boolean dirty;
  private boolean queued;
  private boolean dropped;

  Channel(SyncObject object) {
    this.object = object;
  }

  /**
   * Has a client hear of it; null when it was dropped meanwhile, and another one has to be found.
   */
  @Nullable Subscription add(ClientConnection client) {
    lock.lock();
    try {
      if (dropped) {
        return null;
      }
      var subscription = new Subscription(client);
      subscriptions.put(client, subscription);
      return subscription;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A client has been told all up to a version, and hears from now on what happens.
   *
   * @return whether there may be something to read
   */
  boolean goLive(Subscription subscription, long version) {
    lock.lock();
    try {
      SyncWords.live(object, subscription.goLive(version)).forEach(subscription.client::tell);
      read = read == UNREAD ? version : Math.min(read, version);
      return dirty && enqueue();
    } finally {
      lock.unlock();
    }
  }

  /** Has a client hear of it no more. Whether nobody is left. */
  boolean remove(ClientConnection client) {
    lock.lock();
    try {
      subscriptions.remove(client);
      dropped |= subscriptions.isEmpty();
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Something may have become of it. Whether it is to be queued for reading. */
  boolean touch() {
    lock.lock();
    try {
      dirty = true;
      return read != UNREAD && enqueue();
    } finally {
      lock.unlock();
    }
  }

  private boolean enqueue() {
    var first = !queued;
    queued = true;
    return first;
  }

  /** Whether anybody has been told what it is by now. */
  boolean isRead() {
    lock.lock();
    try {
      return read != UNREAD;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a version is another one than was read last. */
  boolean isOther(@Nullable Long version) {
    lock.lock();
    try {
      return read != UNREAD && (version == null || version != read);
    } finally {
      lock.unlock();
    }
  }

  /** It is being read from now on; what happens from here needs another look. */
  long begin() {
    lock.lock();
    try {
      queued = false;
      dirty = false;
      return read;
    } finally {
      lock.unlock();
    }
  }

  /** Who hears of it, by their identities. */
  Set<String> identities() {
    lock.lock();
    try {
      return subscriptions.keySet().stream()
          .map(ClientConnection::identity)
          .collect(Collectors.toSet());
    } finally {
      lock.unlock();
    }
  }

  /** Tells what was read, up to a version. */
  void tell(List<SyncChange> changes, long version) {
    lock.lock();
    try {
      read = Math.max(read, version);
      // What is news to one of them is an end of what was read: the same for most.
      var frames = new HashMap<Integer, List<ByteBuffer>>(2);
      for (var one : subscriptions.values()) {
        var news = one.news(changes, version);
        frames
            .computeIfAbsent(news.size(), size -> SyncWords.live(object, news))
            .forEach(one.client::tell);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nobody hears of it any more, and nobody can begin to. */
  void drop() {
    lock.lock();
    try {
      subscriptions.clear();
      dropped = true;
    } finally {
      lock.unlock();
    }
  }

  /** Everybody who hears of it. */
  List<ClientConnection> clients() {
    lock.lock();
    try {
      return new ArrayList<>(subscriptions.keySet());
    } finally {
      lock.unlock();
    }
  }
}
