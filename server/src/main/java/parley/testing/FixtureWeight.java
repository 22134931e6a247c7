package parley.testing;

import org.jspecify.annotations.Nullable;
import parley.problem.Code;

/** How large a fixture becomes that is being written: its answer is in memory as a whole. */
final class FixtureWeight {
  /** What a thing takes besides its texts, about, in characters. */
  private static final int EACH = 300;

  private static final int HEAP_SHARE = 16;
  private static final long LEAST = 8L << 20;

  private final long most;
  private long weight;

  FixtureWeight() {
    this(Math.max(LEAST, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
  }

  /**
   * Nothing yet.
   *
   * @param most characters, about
   */
  FixtureWeight(long most) {
    this.most = most;
  }

  /**
   * Adds a thing.
   *
   * @throws parley.problem.Problem 20409 when it is too much by now
   */
  void add(@Nullable String... texts) {
    weight += EACH;
    for (var text : texts) {
      weight += text == null ? 0 : text.length();
    }
    if (weight > most) {
      throw Code.CONFLICT.because(
          "too much is there to be written as a fixture: over %d MB".formatted(most >> 20));
    }
  }
}
