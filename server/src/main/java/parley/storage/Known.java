package parley.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.value.CacheCounts;

/**
 * What this node remembers of rows that are asked for all the time and seldom change, by a key.
 * News of a topic makes it forget at once, on every node; {@link #lookAgain}, called from time to
 * time, finds what was never told. It asks no clock.
 *
 * @param <V> compared by what it holds
 */
public final class Known<V> {
  private static final int KEPT_MAX = 10_000;

  /** So many are looked at again in one go; the others are forgotten instead. */
  private static final int LOOKED_AT_MAX = 1_000;

  private final Database database;
  private final BiFunction<Tx, List<String>, Map<String, V>> read;
  private final Cache<String, V> kept =
      Caffeine.newBuilder().maximumSize(KEPT_MAX).executor(Runnable::run).recordStats().build();

  /** Counts what was forgotten. What was read before that may be what had to be forgotten. */
  private long forgotten;

  /**
   * @param topic its news bears the keys
   * @param read finds the values of some keys, by key; what is not there is left out
   */
  public Known(Database database, String topic, BiFunction<Tx, List<String>, Map<String, V>> read) {
    this.database = database;
    this.read = read;
    database
        .news()
        .subscribe(
            topic,
            new News.Listener() {
              @Override
              public void hear(String key) {
                forget(List.of(key));
              }

              @Override
              public void missed() {
                forget(kept.asMap().keySet());
              }
            });
  }

  /** The value of a key: remembered, or read and from then on remembered. */
  public Optional<V> find(String key) {
    var remembered = kept.getIfPresent(key);
    return remembered != null ? Optional.of(remembered) : find(key, this::read);
  }

  /**
   * As {@link #find(String)}, for who has a transaction open that has changed none of these rows:
   * asking for another connection, he could wait for himself.
   */
  public Optional<V> find(Tx tx, String key) {
    var remembered = kept.getIfPresent(key);
    return remembered != null ? Optional.of(remembered) : find(key, keys -> read.apply(tx, keys));
  }

  private Optional<V> find(String key, Function<List<String>, Map<String, V>> look) {
    var before = forgotten();
    var found = look.apply(List.of(key)).get(key);
    if (found != null) {
      keep(key, found, before);
    }
    return Optional.ofNullable(found);
  }

  /**
   * The value of a key if it is remembered; for who has a transaction open and can look himself.
   */
  public @Nullable V ifRemembered(String key) {
    return kept.getIfPresent(key);
  }

  /** How it has served. */
  public CacheCounts counts() {
    var stats = kept.stats();
    return new CacheCounts(stats.hitCount(), stats.missCount(), kept.estimatedSize());
  }

  /** Reads what is remembered once more, and forgets what is no longer so. */
  public void lookAgain() {
    var keys = List.copyOf(kept.asMap().keySet());
    if (keys.isEmpty()) {
      return;
    }
    var looked = keys.subList(0, Math.min(keys.size(), LOOKED_AT_MAX));
    var found = read(looked);
    var gone = new ArrayList<>(keys.subList(looked.size(), keys.size()));
    looked.stream().filter(key -> isOther(key, found.get(key))).forEach(gone::add);
    if (!gone.isEmpty()) {
      forget(gone);
    }
  }

  private boolean isOther(String key, @Nullable V found) {
    var remembered = kept.getIfPresent(key);
    return remembered != null && !remembered.equals(found);
  }

  private Map<String, V> read(List<String> keys) {
    return database.read(tx -> read.apply(tx, keys));
  }

  private synchronized long forgotten() {
    return forgotten;
  }

  /** Unless something was forgotten since the value was read: then the next one reads it anew. */
  private synchronized void keep(String key, V value, long before) {
    if (forgotten == before) {
      kept.put(key, value);
    }
  }

  private synchronized void forget(Iterable<String> keys) {
    forgotten++;
    kept.invalidateAll(keys);
  }
}
