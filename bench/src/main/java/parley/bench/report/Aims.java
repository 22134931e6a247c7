package parley.bench.report;

import static parley.bench.report.Report.number;
import static parley.bench.report.Report.times;

import java.util.Locale;
import parley.bench.Manner;
import parley.bench.Results;
import parley.bench.Store;
import parley.bench.Work;
import parley.bench.load.Measure;

/** What was to be reached, and whether it was. */
final class Aims {
  private final Results results;
  private final Table table = new Table(3, "aim", "of", "reached", "measured");

  Aims(Results results) {
    this.results = results;
  }

  String table() {
    for (var manner : new Manner[] {Manner.REPEATED, Manner.CHANGED}) {
      page(manner);
    }
    for (var manner : new Manner[] {Manner.REPEATED, Manner.CHANGED}) {
      query(manner);
    }
    for (var store : new Store[] {Store.SQLITE, Store.POSTGRESQL}) {
      for (var manner : new Manner[] {Manner.REPEATED, Manner.CHANGED}) {
        activity(store, manner);
      }
    }
    appends();
    atMost("ready within 500 ms", "start, again", 500, "ms");
    atMost("resident within 100 MiB", "memory, idle and empty", 100, "MiB");
    return table.text();
  }

  private void page(Manner manner) {
    var cpu = of(Store.SQLITE, Work.PAGE, manner).cpuMicros();
    table.add(
        "page of 50 at 100 us of server CPU",
        "SQLite, " + manner.title(),
        yes(cpu <= 100),
        number(cpu) + " us");
  }

  private void query(Manner manner) {
    var ratio =
        of(Store.POSTGRESQL, Work.PAGE, manner).cpuMicros()
            / of(Store.POSTGRESQL, Work.PAGE, Manner.QUERY).cpuMicros();
    table.add(
        "page of 50 at most 1.3 times the bare query's CPU",
        "PostgreSQL, " + manner.title(),
        yes(ratio <= 1.3),
        times(ratio));
  }

  private void activity(Store store, Manner manner) {
    var ratio =
        of(store, Work.ACTIVITY, manner).cpuMicros() / of(store, Work.PAGE, manner).cpuMicros();
    table.add(
        "by last activity with last message within 1.5 times of plain",
        store.title() + ", " + manner.title(),
        yes(ratio <= 1.5),
        times(ratio));
  }

  private void appends() {
    var ratio =
        of(Store.SQLITE, Work.APPEND_TOGETHER, Manner.WRITTEN).perSecond()
            / of(Store.NONE, Work.APPEND_ALONE, Manner.SYNCED).perSecond();
    table.add(
        "appends of 64 writers at 5 times the bare sync loop",
        "SQLite",
        yes(ratio >= 5),
        times(ratio));
  }

  private void atMost(String aim, String name, double limit, String unit) {
    var number = results.number(name).orElseThrow();
    table.add(aim, name, yes(number <= limit), String.format(Locale.ROOT, "%.0f %s", number, unit));
  }

  private Measure of(Store store, Work work, Manner manner) {
    return results.of(store, work, manner).orElseThrow();
  }

  private static String yes(boolean reached) {
    return reached ? "yes" : "no";
  }
}
