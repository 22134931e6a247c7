package parley.value;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Lets each thing be said once in a while, however often it happens: what others make happen must
 * not fill a log. Remembers so many things and no more; safe for use by many threads. The while is
 * the machine's.
 */
public final class Seldom {
  private static final int THINGS_MAX = 3_000;

  private final Cache<String, Boolean> said;

  public Seldom(Duration pause) {
    said =
        Caffeine.newBuilder()
            .maximumSize(THINGS_MAX)
            .expireAfterWrite(pause)
            .executor(Runnable::run)
            .build();
  }

  /** Whether the thing is to be said now; then it is not for a while. */
  public boolean isDue(String thing) {
    return said.asMap().putIfAbsent(thing, true) == null;
  }
}
