package parley.bench.report;

import static parley.bench.report.Figures.ratio;

import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import parley.bench.Manner;
import parley.bench.Results;
import parley.bench.Start;
import parley.bench.Store;
import parley.bench.Work;
import parley.bench.load.Measure;
import parley.bench.subject.StartUp;

/** What was to be reached, and whether it was; without the aims of what was not measured. */
final class Aims {
  private final Results results;
  private final Table table = new Table(3, "aim", "of", "reached", "measured");

  Aims(Results results) {
    this.results = results;
  }

  Table table() {
    reading();
    together(Store.SQLITE, 1.2, 0.5);
    alone();
    together(Store.POSTGRESQL, 0.7, 1.8);
    members(Store.SQLITE);
    members(Store.POSTGRESQL);
    delivering(Store.SQLITE);
    delivering(Store.POSTGRESQL);
    start(Start.AGAIN, 600);
    start(Start.EMPTY, 900);
    atMost(
        100,
        results.number("memory, idle and empty"),
        unit("MiB"),
        "resident within 100 MiB",
        "memory, idle and empty");
    return table;
  }

  private void reading() {
    var manners = new Manner[] {Manner.REPEATED, Manner.CHANGED};
    for (var manner : manners) {
      atMost(
          100,
          results.of(Store.SQLITE, Work.PAGE, manner).map(Measure::cpuMicros),
          unit("us"),
          "page of 50 at 100 us of server CPU",
          "SQLite, " + manner.title());
    }
    for (var manner : manners) {
      atMost(
          1.3,
          ratio(
              results.of(Store.POSTGRESQL, Work.PAGE, manner),
              results.of(Store.POSTGRESQL, Work.PAGE, Manner.QUERY),
              Measure::cpuMicros),
          Figures::times,
          "page of 50 at most 1.3 times the bare query's CPU",
          "PostgreSQL, " + manner.title());
    }
    for (var store : new Store[] {Store.SQLITE, Store.POSTGRESQL}) {
      for (var manner : manners) {
        atMost(
            1.5,
            ratio(
                results.of(store, Work.ACTIVITY, manner),
                results.of(store, Work.PAGE, manner),
                Measure::cpuMicros),
            Figures::times,
            "by last activity with last message within 1.5 times of plain",
            store.title() + ", " + manner.title());
      }
    }
  }

  private void together(Store store, double rate, double cpu) {
    var measure = results.of(store, Work.APPEND_TOGETHER, Manner.WRITTEN);
    var of = store.title() + ", 64 writers";
    atLeast(
        rate,
        ratio(measure, results.transactions(), Measure::perSecond),
        "messages at %s times the rate of the bare transaction".formatted(rate),
        of);
    atMost(
        cpu,
        ratio(measure, results.transactions(), Measure::cpuMicros),
        Figures::times,
        "a message at most %s times the bare transaction's CPU".formatted(cpu),
        of);
  }

  private void alone() {
    var half = results.syncs().map(Measure::p50Micros);
    var measure = results.of(Store.SQLITE, Work.APPEND_ALONE, Manner.WRITTEN);
    syncs(2, measure, Measure::p50Micros, half, "half of the messages within 2 bare syncs");
    syncs(20, measure, Measure::p99Micros, half, "99 of 100 messages within 20 bare syncs");
  }

  /**
   * @param sync how long half of the bare syncs take at most
   */
  private void syncs(
      double limit,
      Optional<Measure> measure,
      ToDoubleFunction<Measure> figure,
      Optional<Double> sync,
      String aim) {
    atMost(
        limit,
        measure.flatMap(one -> sync.map(micros -> figure.applyAsDouble(one) / micros)),
        Figures::times,
        aim,
        "SQLite, 1 writer");
  }

  private void members(Store store) {
    atMost(
        20,
        ratio(
            results.of(store, Work.APPEND_AMONG_1000, Manner.WRITTEN),
            results.of(store, Work.APPEND_AMONG_3, Manner.WRITTEN),
            Measure::cpuMicros),
        Figures::times,
        "a message to 1,000 members at most 20 times the CPU of one to 3",
        store.title() + ", 4 writers");
  }

  private void delivering(Store store) {
    var delivered = results.of(store, Work.APPEND_TOLD, Manner.DELIVERED);
    var of = store.title() + ", 64 writers";
    atLeast(
        3_000,
        delivered.map(Measure::perSecond),
        unit("a second"),
        "3,000 deliveries a second, from the append on",
        of);
    atLeast(
        0.5,
        ratio(delivered, results.calls(), Measure::perSecond),
        "deliveries at 0.5 times the rate of the bare loop, from the append on",
        of);
    atLeast(
        0.5,
        ratio(
            results.of(store, Work.BACKLOG, Manner.DELIVERED), results.calls(), Measure::perSecond),
        "deliveries at 0.5 times the rate of the bare loop, alone",
        store.title());
    atLeast(
        0.9,
        ratio(
            results.of(store, Work.APPEND_BESIDE, Manner.BESIDE_DEAD),
            results.of(store, Work.APPEND_BESIDE, Manner.ALONE),
            Measure::perSecond),
        "100 dead receivers leave 10 living ones 0.9 times their rate",
        of);
    atMost(
        1.3,
        ratio(
            results.of(store, Work.APPEND_TOLD, Manner.REFUSED),
            results.of(store, Work.APPEND_TOLD, Manner.UNHEARD),
            Measure::cpuMicros),
        Figures::times,
        "an append with one webhook at most 1.3 times the CPU of one without",
        of);
  }

  private void start(Start start, int millis) {
    atMost(
        millis,
        results.of(start).map(StartUp::processorMillis),
        unit("ms"),
        "first answer within %d ms of processor time".formatted(millis),
        start.title());
  }

  private void atLeast(double limit, Optional<Double> measured, String aim, String of) {
    atLeast(limit, measured, Figures::times, aim, of);
  }

  private void atLeast(
      double limit,
      Optional<Double> measured,
      DoubleFunction<String> shown,
      String aim,
      String of) {
    measured.ifPresent(number -> table.add(aim, of, yes(number >= limit), shown.apply(number)));
  }

  private void atMost(
      double limit,
      Optional<Double> measured,
      DoubleFunction<String> shown,
      String aim,
      String of) {
    measured.ifPresent(number -> table.add(aim, of, yes(number <= limit), shown.apply(number)));
  }

  private static DoubleFunction<String> unit(String unit) {
    return number -> Figures.number(number) + " " + unit;
  }

  private static String yes(boolean reached) {
    return reached ? "yes" : "no";
  }
}
