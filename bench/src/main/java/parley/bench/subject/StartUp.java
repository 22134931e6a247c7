package parley.bench.subject;

import java.util.List;
import parley.bench.load.Measure;

/**
 * What it took a program to give its first answer.
 *
 * @param passedMillis from the start of its process to the end of the answer
 * @param processorMillis processor time of the process until then, user and system
 */
public record StartUp(double passedMillis, double processorMillis) {

  /** The median of each for itself. */
  public static StartUp median(List<StartUp> all) {
    return new StartUp(
        Measure.median(all, StartUp::passedMillis), Measure.median(all, StartUp::processorMillis));
  }
}
