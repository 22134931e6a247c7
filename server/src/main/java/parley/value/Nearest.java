package parley.value;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds what somebody may have meant who wrote a name that there is not. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known name that is fewest letters away, if no more than two or a third of its letters
   * differ.
   */
  public static Optional<String> to(String written, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(written, name) <= Math.max(2, name.length() / 3))
        .min(comparingInt(name -> distance(written, name)));
  }

  /** How many letters are to be added, dropped or changed (Levenshtein). */
  private static int distance(String one, String other) {
    var row = IntStream.rangeClosed(0, other.length()).toArray();
    for (var i = 1; i <= one.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= other.length(); j++) {
        var changed = one.charAt(i - 1) == other.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
