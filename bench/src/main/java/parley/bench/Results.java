package parley.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.bench.load.Measure;

/** All that was measured, in the order of the first run. */
public final class Results {
  private final Map<Case, List<Measure>> measures = new LinkedHashMap<>();
  private final Map<String, List<Double>> numbers = new LinkedHashMap<>();

  public void add(Case key, Measure measure) {
    measures.computeIfAbsent(key, none -> new ArrayList<>()).add(measure);
  }

  /** A number beside those of requests: a time, a size. */
  public void add(String name, double number) {
    numbers.computeIfAbsent(name, none -> new ArrayList<>()).add(number);
  }

  public List<Case> keys() {
    return List.copyOf(measures.keySet());
  }

  /** The median of the runs. */
  public Optional<Measure> of(Case key) {
    return Optional.ofNullable(measures.get(key)).map(Measure::median);
  }

  public Optional<Measure> of(Store store, Work work, Manner manner) {
    return of(new Case(store, work, manner));
  }

  public Optional<Double> number(String name) {
    return Optional.ofNullable(numbers.get(name)).map(all -> Measure.median(all, one -> one));
  }
}
