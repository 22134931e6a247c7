package parley.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import parley.bench.load.Measure;
import parley.bench.subject.StartUp;

/** All that was measured, in the order of the first run; it tells what comes in. */
public final class Results {
  private final Map<Case, List<Measure>> measures = new LinkedHashMap<>();
  private final Map<Start, List<StartUp>> startUps = new EnumMap<>(Start.class);
  private final Map<String, List<Double>> numbers = new LinkedHashMap<>();

  public void add(Case key, Measure measure) {
    measures.computeIfAbsent(key, none -> new ArrayList<>()).add(measure);
    System.out.printf(
        Locale.ROOT,
        "%-11s %-47s %-37s %9.0f/s  p50 %8.0f us  p99 %8.0f us  cpu %7.0f us (database %.0f)%n",
        key.store().title(),
        key.work().title(),
        key.manner().title(),
        measure.perSecond(),
        measure.p50Micros(),
        measure.p99Micros(),
        measure.cpuMicros(),
        measure.databaseMicros());
  }

  /** A number beside those of requests and starts. */
  public void add(String name, double number) {
    numbers.computeIfAbsent(name, none -> new ArrayList<>()).add(number);
  }

  public void add(Start start, StartUp startUp) {
    startUps.computeIfAbsent(start, none -> new ArrayList<>()).add(startUp);
    System.out.printf(
        Locale.ROOT,
        "%-41s %5.0f ms to the first answer, %5.0f ms of processor time%n",
        start.title(),
        startUp.passedMillis(),
        startUp.processorMillis());
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

  /** The bare sync loop. */
  public Optional<Measure> syncs() {
    return of(Store.NONE, Work.APPEND_ALONE, Manner.SYNCED);
  }

  /** The bare transaction. */
  public Optional<Measure> transactions() {
    return of(Store.POSTGRESQL, Work.APPEND_TOGETHER, Manner.TRANSACTED);
  }

  /** The bare loop of the HTTP client. */
  public Optional<Measure> calls() {
    return of(Store.NONE, Work.BACKLOG, Manner.CALLED);
  }

  /** The median of all starts of a kind. */
  public Optional<StartUp> of(Start start) {
    return Optional.ofNullable(startUps.get(start)).map(StartUp::median);
  }

  public Optional<Double> number(String name) {
    return Optional.ofNullable(numbers.get(name)).map(all -> Measure.median(all, one -> one));
  }
}
