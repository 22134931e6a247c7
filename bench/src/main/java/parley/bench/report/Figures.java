package parley.bench.report;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import parley.bench.load.Measure;

/** How figures are related, and written. */
final class Figures {
  private Figures() {}

  /** What one measure's figure is of another's; nothing where either was not measured. */
  static Optional<Double> ratio(
      Optional<Measure> of, Optional<Measure> to, ToDoubleFunction<Measure> figure) {
    return to.map(figure::applyAsDouble)
        .filter(divisor -> divisor > 0)
        .flatMap(divisor -> of.map(one -> figure.applyAsDouble(one) / divisor));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  static String millis(double micros) {
    return String.format(Locale.ROOT, "%.2f", micros / 1000);
  }

  static String times(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f x" : "%.0f x", ratio);
  }
}
