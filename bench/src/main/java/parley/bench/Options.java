package parley.bench;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.bench.data.Size;

/**
 * What the command line asks for.
 *
 * @param runs how many runs the median is taken of
 * @param parts what is measured
 * @param profile whether to print where the server's processor time goes
 * @param publish whether to put the table into bench/README.md
 */
record Options(boolean quick, int runs, Set<Part> parts, boolean profile, boolean publish) {
  private static final String USAGE =
      """
      Usage: bench/run [--quick] [--runs=N] [--only=PARTS] [--profile] [--publish]
      Measures the packaged server on both stores, and beside it what bounds it.

        --quick       a smaller data set and one short run, for daily use
        --runs=N      take the median of N runs (3)
        --only=PARTS  only these, divided by commas, of reads, writes,
                       deliveries and starts
        --profile     also print, case by case, where the server's processor time goes
        --publish     put the table into bench/README.md and the plot beside it

      Data sets are kept between runs in PARLEY_BENCH_DIR (bench/target/data).\
      """;
  private static final String ONLY = "--only=";
  private static final String RUNS = "--runs=";

  /** Null after it has said what the matter is. */
  static @Nullable Options parse(String[] arguments) {
    var quick = false;
    var runs = 0;
    var parts = Part.ALL;
    var profile = false;
    var publish = false;
    for (var argument : arguments) {
      switch (argument) {
        case "--quick" -> quick = true;
        case "--profile" -> profile = true;
        case "--publish" -> publish = true;
        case String text when text.matches(RUNS + "[1-9]\\d?") ->
            runs = Integer.parseInt(text.substring(RUNS.length()));
        case String text
            when text.startsWith(ONLY) && Part.parse(text.substring(ONLY.length())).isPresent() ->
            parts = Part.parse(text.substring(ONLY.length())).orElseThrow();
        default -> {
          System.err.println(USAGE);
          return null;
        }
      }
    }
    if (publish && !parts.equals(Part.ALL)) {
      System.err.println("What is published is all of one run: --publish goes without --only.");
      return null;
    }
    return new Options(quick, runs > 0 ? runs : quick ? 1 : 3, parts, profile, publish);
  }

  boolean measures(Part part) {
    return parts.contains(part);
  }

  Size size() {
    return quick ? Size.QUICK : Size.FULL;
  }

  /** How long one measurement takes. */
  int seconds() {
    return quick ? 3 : 8;
  }

  /** How long one of those takes that only follow a slope. */
  int fewSeconds() {
    return quick ? 2 : 4;
  }
}
