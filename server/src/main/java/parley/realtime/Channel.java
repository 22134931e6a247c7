package parley.realtime;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
      var subscription = new Subscription(this, client);
      subscriptions.put(client, subscription);
      client.note(object);
      return subscription;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A client has been told all up to a version, and hears from now on what happens. What others
   * have been told beyond that is read again: who may hear it is asked again, too.
   *
   * @return whether it is to be queued for reading
   */
  boolean goLive(Subscription subscription, long version) {
    lock.lock();
    try {
      if (subscriptions.get(subscription.client) != subscription) {
        return false;
      }
      subscription.goLive(version);
      dirty |= read > version;
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
      if (subscriptions.remove(client) != null) {
        client.forget(object);
      }
      dropped |= subscriptions.isEmpty();
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #remove}, unless the client has subscribed again. */
  boolean remove(Subscription subscription) {
    lock.lock();
    try {
      return subscriptions.get(subscription.client) == subscription
          ? remove(subscription.client)
          : dropped;
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

  /** Whether a client hears what happens. */
  boolean isTold(ClientConnection client) {
    lock.lock();
    try {
      return live().anyMatch(one -> one.client == client);
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

  /**
   * What a reading begins with.
   *
   * @param since above which version it reads: all whom it is for know what lies below
   * @param listeners whom it is for
   */
  record Reading(long since, Set<Subscription> listeners) {
    /** Who they are. */
    Set<String> identities() {
      return listeners.stream().map(one -> one.client.identity()).collect(Collectors.toSet());
    }
  }

  /** It is being read from now on; what happens from here needs another look. */
  Reading begin() {
    lock.lock();
    try {
      queued = false;
      dirty = false;
      return new Reading(read, live().collect(Collectors.toSet()));
    } finally {
      lock.unlock();
    }
  }

  private Stream<Subscription> live() {
    return subscriptions.values().stream().filter(Subscription::isLive);
  }

  /**
   * Tells those whom a reading was for what was read, up to a version. Whoever came since then was
   * not asked about, and needs another one.
   *
   * @return whether it is to be queued for that
   */
  boolean tell(Reading reading, List<SyncChange> changes, long version) {
    lock.lock();
    try {
      var frames = new HashMap<List<SyncChange>, List<ByteBuffer>>(2); // the same for most
      live()
          .filter(reading.listeners()::contains)
          .forEach(
              one ->
                  frames
                      .computeIfAbsent(
                          one.news(changes, version), news -> SyncWords.live(object, news))
                      .forEach(one.client::tell));
      if (live().allMatch(one -> one.knows(version))) {
        read = Math.max(read, version);
        return false;
      }
      dirty = true;
      return enqueue();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody hears of it any more, and nobody can begin to. Who did until now. */
  List<ClientConnection> drop() {
    lock.lock();
    try {
      var clients = List.copyOf(subscriptions.keySet());
      clients.forEach(this::remove);
      dropped = true;
      return clients;
    } finally {
      lock.unlock();
    }
  }

  /** Everybody who hears of it. */
  List<ClientConnection> clients() {
    lock.lock();
    try {
      return live().map(one -> one.client).toList();
    } finally {
      lock.unlock();
    }
  }
}
