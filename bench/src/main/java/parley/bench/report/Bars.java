package parley.bench.report;

import static parley.bench.report.Figures.number;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import parley.bench.Case;
import parley.bench.Manner;
import parley.bench.Results;
import parley.bench.Store;
import parley.bench.Work;
import parley.bench.load.Measure;
import parley.bench.report.Plot.Bar;
import parley.bench.report.Plot.Colour;

/** What of the results is drawn. */
final class Bars {
  private final Results results;

  Bars(Results results) {
    this.results = results;
  }

  String plot() {
    var plot = new Plot();
    for (var work : Work.READS) {
      plot.add(
          "Server CPU for one request, us: " + work.title(),
          bars(List.of(work), Measure::cpuMicros, " us"));
    }
    plot.add("Durable messages a second", bars(Work.APPENDS, Measure::perSecond, ""));
    plot.add(
        "Server CPU for one message, us, by the members of its conversation",
        bars(Work.GROUPS, Measure::cpuMicros, " us"));
    plot.add(
        "Deliveries to webhooks a second, beside messages that no webhook hears of",
        bars(Work.DELIVERIES, Measure::perSecond, ""));
    return plot.text();
  }

  private List<Bar> bars(List<Work> works, ToDoubleFunction<Measure> number, String unit) {
    var bars = new ArrayList<Bar>();
    for (var key : results.keys()) {
      if (works.contains(key.work())) {
        var value = number.applyAsDouble(results.of(key).orElseThrow());
        bars.add(new Bar(label(key), value, number(value) + unit, colour(key)));
      }
    }
    return bars;
  }

  private static String label(Case key) {
    var what = key.manner() == Manner.WRITTEN ? key.work().title() : key.manner().title();
    return key.store() == Store.NONE ? what : key.store().title() + ": " + what;
  }

  private static Colour colour(Case key) {
    if (key.manner() == Manner.QUERY || key.manner() == Manner.TRANSACTED) {
      return Colour.BOUND;
    }
    return switch (key.store()) {
      case SQLITE -> Colour.SQLITE;
      case POSTGRESQL -> Colour.POSTGRESQL;
      case NONE -> Colour.BOUND;
    };
  }
}
