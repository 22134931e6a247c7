package parley.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown; all columns but the first few hold numbers. */
final class Table {
  private static final int HEAD = 2; // the titles and the rule below

  private final List<String> lines = new ArrayList<>();

  Table(int texts, String... titles) {
    lines.add(row(List.of(titles)));
    var rule = new ArrayList<String>();
    for (var i = 0; i < titles.length; i++) {
      rule.add(i < texts ? "---" : "---:");
    }
    lines.add(row(rule));
  }

  void add(String... cells) {
    lines.add(row(List.of(cells)));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  boolean isEmpty() {
    return lines.size() == HEAD;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
