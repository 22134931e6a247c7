package parley.value;

/**
 * How a memory has served since the start.
 *
 * @param hits times that it had what was asked for
 * @param misses times that it had not
 * @param entries things in it now
 */
public record CacheCounts(long hits, long misses, long entries) {
  /** Of what remembers nothing. */
  public static final CacheCounts NONE = new CacheCounts(0, 0, 0);

  public CacheCounts plus(CacheCounts other) {
    return new CacheCounts(hits + other.hits, misses + other.misses, entries + other.entries);
  }
}
