package parley.testkit;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Rounds of chance that can be played again: a round that fails tells its seed, and {@code
 * -Dparley.seed=N} plays that one alone. {@code -Dparley.rounds=N} plays so many.
 */
public final class Seed {
  private Seed() {}

  /** Plays so many rounds, each with a seed of its own. */
  public static void rounds(String what, int rounds, Consumer<Random> round) {
    var given = Long.getLong("parley.seed");
    if (given != null) {
      round.accept(new Random(given));
      return;
    }
    var first = System.nanoTime();
    for (var i = 0; i < Integer.getInteger("parley.rounds", rounds); i++) {
      var seed = first + i;
      try {
        round.accept(new Random(seed));
      } catch (Throwable e) {
        throw new AssertionError(
            what + " failed; play it again with -Dparley.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
