package parley.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import parley.bench.Case;
import parley.bench.Manner;
import parley.bench.Results;
import parley.bench.Store;
import parley.bench.Work;
import parley.bench.data.Size;
import parley.bench.load.Measure;
import parley.bench.report.Plot.Bar;
import parley.bench.report.Plot.Colour;

/** The last run as tables, with what it was to reach, and as a plot. */
public final class Report {
  private static final String BEGIN = "<!-- the last run begins -->\n";
  private static final String END = "<!-- the last run ends -->\n";
  private static final String PLOT = "plot.svg";

  private final Results results;
  private final Machine machine;
  private final Size size;
  private final int runs;

  public Report(Results results, Machine machine, Size size, int runs) {
    this.results = results;
    this.machine = machine;
    this.size = size;
    this.runs = runs;
  }

  /**
   * Prints the tables and writes them down.
   *
   * @param published the folder whose README.md shows the last run; null to leave it
   */
  public void write(Path folder, @Nullable Path published) throws IOException {
    var text = text();
    System.out.println(text);
    Files.writeString(folder.resolve("report.md"), text);
    Files.writeString(folder.resolve(PLOT), plot());
    if (published != null) {
      var readme = published.resolve("README.md");
      var old = Files.readString(readme);
      var before = old.substring(0, old.indexOf(BEGIN) + BEGIN.length());
      Files.writeString(readme, before + text + old.substring(old.indexOf(END)));
      Files.writeString(published.resolve(PLOT), plot());
    }
  }

  private String text() {
    return """

    Data set: %s. Median of %d runs.

    ![Processor time and rates](%s)

    ### Reached or not
    %s
    ### Reading
    %s
    ### Writing
    %s
    ### Starting, and memory
    %s
    ### The machine
    - %s

    """
        .formatted(
            "%s (%,d users, %,d conversations, %d heavy users in %,d each, %,d messages)"
                .formatted(
                    size.name(),
                    size.users(),
                    size.conversations(),
                    size.heavyUsers(),
                    size.heavyConversations(),
                    size.messages()),
            runs,
            PLOT,
            new Aims(results).table(),
            reading(),
            writing(),
            starting(),
            String.join("\n- ", machine.lines()));
  }

  private String reading() {
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
    for (var key : results.keys()) {
      if (Work.READS.contains(key.work())) {
        var measure = results.of(key).orElseThrow();
        table.add(
            key.work().title(),
            key.store().title(),
            key.manner().title(),
            number(measure.perSecond()),
            millis(measure.p50Micros()),
            millis(measure.p99Micros()),
            number(measure.cpuMicros()),
            measure.databaseMicros() == 0 ? "" : number(measure.databaseMicros()),
            ratio(measure, bound(key, isGzip(key) ? Manner.FILE_GZIP : Manner.FILE)),
            key.store() == Store.POSTGRESQL ? ratio(measure, bound(key, Manner.QUERY)) : "");
      }
    }
    return table.text();
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
    return bound
        .filter(one -> one.cpuMicros() > 0)
        .map(one -> times(measure.cpuMicros() / one.cpuMicros()))
        .orElse("");
  }

  private String writing() {
    var loop = results.of(Store.NONE, Work.APPEND_ALONE, Manner.SYNCED).orElseThrow();
    var table =
        new Table(2, "what", "on", "a second", "p50 ms", "p99 ms", "CPU us", "to the bare loop");
    for (var key : results.keys()) {
      if (!Work.READS.contains(key.work())) {
        var measure = results.of(key).orElseThrow();
        var bare = key.manner() == Manner.SYNCED;
        table.add(
            bare ? key.manner().title() : key.work().title(),
            key.store().title(),
            number(measure.perSecond()),
            millis(measure.p50Micros()),
            millis(measure.p99Micros()),
            bare ? "" : number(measure.cpuMicros()),
            bare ? "" : times(measure.perSecond() / loop.perSecond()));
      }
    }
    return table.text();
  }

  private String starting() {
    var table = new Table(1, "what", "measured");
    for (var name :
        List.of("start, empty", "start, again", "start, full, SQLite", "start, full, PostgreSQL")) {
      results
          .number(name)
          .ifPresent(number -> table.add(name + ": to the first answer", number(number) + " ms"));
    }
    for (var name :
        List.of(
            "memory, idle and empty",
            "memory after load, SQLite",
            "memory after load, PostgreSQL")) {
      results.number(name).ifPresent(number -> table.add(name, number(number) + " MiB"));
    }
    return table.text();
  }

  private String plot() {
    var plot = new Plot();
    for (var work : Work.READS) {
      plot.add(
          "Server CPU for one request, us: " + work.title(), bars(work, Measure::cpuMicros, "us"));
    }
    var writes = new ArrayList<Bar>();
    for (var key : results.keys()) {
      if (!Work.READS.contains(key.work())) {
        var rate = results.of(key).orElseThrow().perSecond();
        var name = key.manner() == Manner.SYNCED ? key.manner().title() : key.work().title();
        writes.add(new Bar(label(key, name), rate, number(rate), colour(key)));
      }
    }
    plot.add("Durable messages a second", writes);
    return plot.text();
  }

  private List<Bar> bars(Work work, ToDoubleFunction<Measure> number, String unit) {
    var bars = new ArrayList<Bar>();
    for (var key : results.keys()) {
      if (key.work() == work) {
        var value = number.applyAsDouble(results.of(key).orElseThrow());
        bars.add(
            new Bar(
                label(key, key.manner().title()), value, number(value) + " " + unit, colour(key)));
      }
    }
    return bars;
  }

  private static String label(Case key, String what) {
    return key.store() == Store.NONE ? what : key.store().title() + ": " + what;
  }

  private static Colour colour(Case key) {
    if (key.manner() == Manner.QUERY) {
      return Colour.BOUND;
    }
    return switch (key.store()) {
      case SQLITE -> Colour.SQLITE;
      case POSTGRESQL -> Colour.POSTGRESQL;
      case NONE -> Colour.BOUND;
    };
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
