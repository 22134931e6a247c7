package parley.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parley.bench.Results;
import parley.bench.data.Size;

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
    var plot = new Bars(results).plot();
    System.out.println(text);
    Files.writeString(folder.resolve("report.md"), text);
    Files.writeString(folder.resolve(PLOT), plot);
    if (published != null) {
      var readme = published.resolve("README.md");
      var old = Files.readString(readme);
      var before = old.substring(0, old.indexOf(BEGIN) + BEGIN.length());
      Files.writeString(readme, before + text + old.substring(old.indexOf(END)));
      Files.writeString(published.resolve(PLOT), plot);
    }
  }

  private String text() {
    var tables = new Tables(results);
    return """

    Data set: %s. Median of %d runs.

    ![Processor time and rates](%s)

    %s### The machine
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
            section("Reached or not", new Aims(results).table())
                + section("Reading", tables.reading())
                + section("Writing", tables.writing())
                + section("How a message grows with the members", tables.growing())
                + section("Delivering to webhooks", tables.delivering())
                + section("Starting", tables.starting())
                + section("Memory", tables.memory()),
            String.join("\n- ", machine.lines()));
  }

  /** Nothing for what was not measured. */
  private static String section(String title, Table table) {
    return table.isEmpty() ? "" : "### " + title + "\n" + table.text() + "\n";
  }
}
