package parley.bench.report;

import static parley.bench.report.Figures.millis;
import static parley.bench.report.Figures.number;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import parley.bench.Case;
import parley.bench.Manner;
import parley.bench.Results;
import parley.bench.Start;
import parley.bench.Store;
import parley.bench.Work;
import parley.bench.load.Measure;

/** The results as tables; one of what was not measured has no rows. */
final class Tables {
  private final Results results;

  Tables(Results results) {
    this.results = results;
  }

  private List<Case> keys(List<Work> works) {
    return results.keys().stream().filter(key -> works.contains(key.work())).toList();
  }

  Table reading() {
    var table =
        new Table(
            3,
            "what",
            "on",
            "how",
            "a second",
            "p50 ms",
            "p99 ms",
            "CPU us",
            "of it database",
            "to nginx",
            "to bare SQL");
    for (var key : keys(Work.READS)) {
      var measure = results.of(key).orElseThrow();
      table.add(
          key.work().title(),
          key.store().title(),
          key.manner().title(),
          number(measure.perSecond()),
          millis(measure.p50Micros()),
          millis(measure.p99Micros()),
          number(measure.cpuMicros()),
          database(measure),
          ratio(measure, bound(key, isGzip(key) ? Manner.FILE_GZIP : Manner.FILE)),
          key.store() == Store.POSTGRESQL ? ratio(measure, bound(key, Manner.QUERY)) : "");
    }
    return table;
  }

  private static String database(Measure measure) {
    return measure.databaseMicros() == 0 ? "" : number(measure.databaseMicros());
  }

  private static boolean isGzip(Case key) {
    return key.manner() == Manner.REPEATED_GZIP || key.manner() == Manner.CHANGED_GZIP;
  }

  private Optional<Measure> bound(Case key, Manner manner) {
    var store = manner == Manner.QUERY ? Store.POSTGRESQL : Store.NONE;
    return key.manner() == Manner.POLLED || key.manner() == manner
        ? Optional.empty()
        : results.of(store, key.work(), manner);
  }

  private static String ratio(Measure measure, Optional<Measure> bound) {
    return Figures.ratio(Optional.of(measure), bound, Measure::cpuMicros)
        .map(Figures::times)
        .orElse("");
  }

  Table writing() {
    var table =
        new Table(
            2,
            "what",
            "on",
            "a second",
            "p50 ms",
            "p99 ms",
            "CPU us",
            "of it database",
            "to the bare loop",
            "of the bare transaction",
            "its CPU");
    for (var key : keys(Work.APPENDS)) {
      var measure = results.of(key).orElseThrow();
      table.add(
          key.manner() == Manner.WRITTEN ? key.work().title() : key.manner().title(),
          key.store().title(),
          number(measure.perSecond()),
          millis(measure.p50Micros()),
          millis(measure.p99Micros()),
          measure.cpuMicros() == 0 ? "" : number(measure.cpuMicros()),
          database(measure),
          to(results.syncs(), measure, Measure::perSecond),
          to(results.transactions(), measure, Measure::perSecond),
          to(results.transactions(), measure, Measure::cpuMicros));
    }
    return table;
  }

  /** What a figure is of a bound's; a bound is not compared with itself. */
  private static String to(
      Optional<Measure> bound, Measure measure, ToDoubleFunction<Measure> figure) {
    return bound.equals(Optional.of(measure)) || figure.applyAsDouble(measure) == 0
        ? ""
        : Figures.ratio(Optional.of(measure), bound, figure).map(Figures::times).orElse("");
  }

  Table growing() {
    var table =
        new Table(
            2,
            "members",
            "on",
            "a second",
            "p50 ms",
            "p99 ms",
            "CPU us",
            "of it database",
            "to 3 members");
    for (var key : keys(Work.GROUPS)) {
      var measure = results.of(key).orElseThrow();
      table.add(
          number(key.work().size()),
          key.store().title(),
          number(measure.perSecond()),
          millis(measure.p50Micros()),
          millis(measure.p99Micros()),
          number(measure.cpuMicros()),
          database(measure),
          ratio(measure, results.of(key.store(), Work.APPEND_AMONG_3, Manner.WRITTEN)));
    }
    return table;
  }

  Table delivering() {
    var table =
        new Table(
            3,
            "what",
            "on",
            "how",
            "a second",
            "p50 ms",
            "p99 ms",
            "CPU us",
            "of it database",
            "to no webhook, or to no dead",
            "of the bare loop");
    for (var key : keys(Work.DELIVERIES)) {
      var measure = results.of(key).orElseThrow();
      table.add(
          key.work().title(),
          key.store().title(),
          key.manner().title(),
          number(measure.perSecond()),
          waited(measure.p50Micros()),
          waited(measure.p99Micros()),
          number(measure.cpuMicros()),
          database(measure),
          beside(key, measure),
          key.manner() == Manner.DELIVERED ? to(results.calls(), measure, Measure::perSecond) : "");
    }
    return table;
  }

  /** Nobody waits for what is delivered alone. */
  private static String waited(double micros) {
    return micros == 0 ? "" : millis(micros);
  }

  private String beside(Case key, Measure measure) {
    return switch (key.work()) {
      case APPEND_TOLD ->
          to(results.of(key.store(), key.work(), Manner.UNHEARD), measure, Measure::cpuMicros);
      case APPEND_BESIDE ->
          to(results.of(key.store(), key.work(), Manner.ALONE), measure, Measure::perSecond);
      default -> "";
    };
  }

  Table starting() {
    var table = new Table(1, "what", "to the first answer ms", "processor time ms");
    for (var start : Start.values()) {
      results
          .of(start)
          .ifPresent(
              one ->
                  table.add(
                      start.title(), number(one.passedMillis()), number(one.processorMillis())));
    }
    return table;
  }

  Table memory() {
    var table = new Table(1, "what", "MiB");
    for (var name :
        List.of(
            "memory, idle and empty",
            "memory after load, SQLite",
            "memory after load, PostgreSQL")) {
      results.number(name).ifPresent(number -> table.add(name, number(number)));
    }
    return table;
  }
}
