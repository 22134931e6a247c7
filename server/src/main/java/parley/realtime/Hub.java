package parley.realtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.realtime.SyncObject.Kind;
import parley.realtime.SyncReader.SyncNews;
import parley.storage.News;
import parley.storage.StorageFailure;

/**
 * Brings what happens to those who hear of it. A word that an object may have changed only puts it
 * into a queue; a few threads read what became of it and tell its listeners. So a writer never
 * waits, an object that changes quickly is read less often than it changes, and it makes no
 * difference which server a change came by.
 */
final class Hub implements News.Listener, AutoCloseable {
  static final String TOPIC = "sync";

  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final int READERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
  private static final long PAUSE_MILLIS = 100;
  private static final int LOOKED_AT_ONCE = 500;

  private final SyncReader reader;
  private final Map<SyncObject, Channel> channels = new ConcurrentHashMap<>();
  private final BlockingQueue<Channel> queue = new LinkedBlockingQueue<>(); // each once at most
  private volatile boolean closed;
  private final List<Thread> threads;

  Hub(SyncReader reader) {
    this.reader = reader;
    this.threads =
        IntStream.range(0, READERS)
            .mapToObj(i -> Thread.ofVirtual().name("realtime-" + i).unstarted(this::run))
            .toList();
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** How many objects wait to be read. */
  int waiting() {
    return queue.size();
  }

  /** Has a client hear of an object: what happens from now on is held back until it is live. */
  Subscription subscribe(ClientConnection client, SyncObject object) {
    while (true) {
      var subscription = channels.computeIfAbsent(object, Channel::new).add(client);
      if (subscription != null) {
        return subscription;
      }
    }
  }

  /** The client has been told all up to a version. */
  void goLive(Subscription subscription, long version) {
    if (subscription.channel.goLive(subscription, version)) {
      queue.add(subscription.channel);
    }
  }

  void unsubscribe(ClientConnection client, SyncObject object) {
    channels.computeIfPresent(object, (key, channel) -> channel.remove(client) ? null : channel);
  }

  /** Those who hear of an object. */
  List<ClientConnection> listeners(SyncObject object) {
    var channel = channels.get(object);
    return channel == null ? List.of() : channel.clients();
  }

  @Override
  public void hear(String sid) {
    SyncObject.parse(sid).map(channels::get).ifPresent(this::touch);
  }

  /**
   * Some change may never have been told: looks at everything, but not here, where none may wait.
   */
  @Override
  public void missed() {
    Thread.startVirtualThread(this::lookAgain);
  }

  /** Compares versions with those that were read last, and has read what is not the same. */
  void lookAgain() {
    var all = List.copyOf(channels.values());
    for (var from = 0; from < all.size(); from += LOOKED_AT_ONCE) {
      var some = all.subList(from, Math.min(all.size(), from + LOOKED_AT_ONCE));
      try {
        var versions = reader.versions(some.stream().map(one -> one.object).toList());
        some.stream().filter(one -> one.isOther(versions.get(one.object))).forEach(this::touch);
      } catch (StorageFailure e) {
        LOG.warn("live objects cannot be looked at: {}", e.getMessage());
        return; // the next look is not far
      }
    }
  }

  private void touch(Channel channel) {
    if (channel.touch()) {
      queue.add(channel);
    }
  }

  private void run() {
    while (!closed) {
      try {
        read(queue.take());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) { // one object must not stop all others
        LOG.error("clients were not told of a change", e);
      }
    }
  }

  private void read(Channel channel) throws InterruptedException {
    var reading = channel.begin();
    try {
      var news = reader.since(channel.object, reading.since(), reading.identities());
      var portion = news.map(SyncNews::portion).orElse(null);
      if (portion == null || portion.version() < reading.since()) { // set back: another database
        bury(channel, reading.since());
        return;
      }
      expel(channel, reading, news.get().leavers());
      if (channel.tell(reading, portion.changes(), portion.version())) {
        queue.add(channel);
      } else if (!portion.isLast()) {
        touch(channel);
      }
    } catch (StorageFailure e) {
      LOG.warn("{} cannot be read, and is tried again: {}", channel.object.sid(), e.getMessage());
      Thread.sleep(PAUSE_MILLIS);
      touch(channel);
    }
  }

  /** Whoever has subscribed again meanwhile was asked about then. */
  private void expel(Channel channel, Channel.Reading reading, Set<String> identities) {
    if (identities.isEmpty()) {
      return;
    }
    for (var one : reading.listeners()) {
      if (identities.contains(one.client.identity())) {
        channels.computeIfPresent(
            channel.object, (key, there) -> there == channel && there.remove(one) ? null : there);
        if (isStillBeingTold(one.client)) {
          one.client.drop(); // it cannot hear that he left and perhaps came back, but begin anew
        }
      }
    }
  }

  /** Whether a client waits to hear of the list of its conversations, and does not yet. */
  private boolean isStillBeingTold(ClientConnection client) {
    return client.memberships().map(channels::get).filter(list -> !list.isTold(client)).isPresent();
  }

  /**
   * Tells a client what has become of the list of its conversations: before it hears that one of
   * them is not there, or it would not know that it has left it.
   */
  void catchUp(ClientConnection client) throws InterruptedException {
    var list = client.memberships().map(channels::get).filter(Channel::isRead);
    if (list.isPresent()) {
      read(list.get());
    }
  }

  /** What is gone is told of, but first of all that it has gone from the lists of its members. */
  private void bury(Channel channel, long version) throws InterruptedException {
    if (!channels.remove(channel.object, channel)) {
      return; // somebody else does
    }
    var frame = SyncWords.gone(channel.object, version + 1);
    for (var client : channel.drop()) {
      if (channel.object.kind() == Kind.CONVERSATION) {
        catchUp(client);
      }
      client.tell(frame);
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
