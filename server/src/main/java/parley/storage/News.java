package parley.storage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what has changed, after the commit of the change: to this node before the change is
 * acknowledged, to the others some milliseconds later. News only hastens what its listeners would
 * find by looking from time to time: to another node it may come late, twice or not at all.
 */
public final class News implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(News.class);

  private final NewsWire wire;
  private final Map<String, List<Listener>> listeners = new ConcurrentHashMap<>();
  private volatile boolean muted;

  News(NewsWire wire) {
    this.wire = wire;
  }

  /**
   * Hears what has changed. It is called between the commit of a change and its acknowledgement, on
   * SQLite by the one thread that writes: it must not block nor ask the database. It forgets
   * something, or wakes a task that does the rest.
   */
  public interface Listener {
    /** What bears this key has changed, or may have. */
    void hear(String key);

    /** Some changes may never be told: anything may be other than it was. */
    void missed();
  }

  /** Hears of one topic from now on. Called by the wiring, before anything can happen. */
  public void subscribe(String topic, Listener listener) {
    listeners.computeIfAbsent(topic, key -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** Has this run whenever anything may be other than it was: for who remembers by no key. */
  public void onMissed(Runnable forget) {
    subscribe(
        Notice.MISSED.topic(),
        new Listener() {
          @Override
          public void hear(String key) {
            forget.run();
          }

          @Override
          public void missed() {
            forget.run();
          }
        });
  }

  /** As {@link #announce}, of everything there is. */
  public void announceAll(Tx tx) {
    tx.aroundCommit(() -> {}, committed -> publish(Notice.MISSED));
  }

  /**
   * Tells, once the transaction has ended and unless it has failed for sure, that something has
   * changed.
   *
   * @param topic what kind of thing; without spaces
   * @param key which one, on one line; 500 bytes with the topic
   */
  public void announce(Tx tx, String topic, String key) {
    var notice = new Notice(topic, key);
    // Also when the outcome is not known: to have looked once too often is no harm.
    tx.aroundCommit(() -> {}, committed -> publish(notice));
  }

  /** As {@link #announce}, at once, of what no transaction changes: somebody is writing, say. */
  public void tell(String topic, String key) {
    publish(new Notice(topic, key));
  }

  void publish(Notice notice) {
    if (muted) {
      return;
    }
    deliver(notice);
    wire.send(notice);
  }

  /** Begins to hear other nodes, on threads of its own; needs no database that is there. */
  public void start() {
    wire.start(this::receive);
  }

  private void receive(Notice notice) {
    if (!muted) {
      deliver(notice);
    }
  }

  private void deliver(Notice notice) {
    if (notice.equals(Notice.MISSED)) {
      listeners.values().forEach(all -> all.forEach(one -> call(notice, one::missed)));
    } else {
      listeners
          .getOrDefault(notice.topic(), List.of())
          .forEach(one -> call(notice, () -> one.hear(notice.key())));
    }
  }

  /** A change that is committed cannot fail because of who hears of it. */
  private static void call(Notice notice, Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("a listener to {} failed", notice.topic(), e);
    }
  }

  /** For tests: loses all news from now on, of this node and for it. */
  public void mute() {
    muted = true;
  }

  @Override
  public void close() {
    wire.close();
  }
}
