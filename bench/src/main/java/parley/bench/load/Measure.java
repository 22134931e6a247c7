package parley.bench.load;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import parley.bench.gauge.Processors;

/**
 * What one measurement found.
 *
 * @param perSecond requests in a second
 * @param p50Micros half of the requests took no longer, as the client saw it
 * @param p99Micros all but a hundredth of the requests took no longer
 * @param cpuMicros processor time of the server for one request, its database's included
 * @param databaseMicros what of it the processes of a database took
 * @param requests how many there were
 */
public record Measure(
    double perSecond,
    double p50Micros,
    double p99Micros,
    double cpuMicros,
    double databaseMicros,
    double requests) {

  static Measure of(
      double perSecond, double p50Micros, double p99Micros, Processors.Taken taken, long requests) {
    return new Measure(
        perSecond,
        p50Micros,
        p99Micros,
        (taken.serverNanos() + taken.databaseNanos()) / 1e3 / requests,
        taken.databaseNanos() / 1e3 / requests,
        requests);
  }

  /**
   * The same with what the requests brought about later.
   *
   * @param rate of that, in a second
   * @param taken meanwhile, besides
   */
  public Measure with(double rate, Processors.Taken taken) {
    return new Measure(
        rate,
        p50Micros,
        p99Micros,
        cpuMicros + (taken.serverNanos() + taken.databaseNanos()) / 1e3 / requests,
        databaseMicros + taken.databaseNanos() / 1e3 / requests,
        requests);
  }

  /** Of what no client waited for. */
  public static Measure of(long count, double seconds, Processors.Taken taken) {
    return of(count / seconds, 0, 0, taken, count);
  }

  /** Of the times that a client saw, in nanoseconds. */
  public static Measure of(List<Long> nanos, double seconds, Processors.Taken taken) {
    var sorted = nanos.stream().sorted().toList();
    var count = sorted.size();
    return of(
        count / seconds,
        sorted.get(count / 2) / 1e3,
        sorted.get((int) (count * 99L / 100)) / 1e3,
        taken,
        count);
  }

  /** The median of each number for itself. */
  public static Measure median(List<Measure> all) {
    return new Measure(
        median(all, Measure::perSecond),
        median(all, Measure::p50Micros),
        median(all, Measure::p99Micros),
        median(all, Measure::cpuMicros),
        median(all, Measure::databaseMicros),
        median(all, Measure::requests));
  }

  public static <T> double median(List<T> all, ToDoubleFunction<T> number) {
    var sorted = all.stream().mapToDouble(number).toArray();
    Arrays.sort(sorted);
    var half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
