package parley.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars, as an SVG. */
final class Plot {
  private static final int WIDTH = 860;
  private static final int LABELS = 400;
  private static final int ROW = 22;
  private static final int BAR = 15;

  private final List<Panel> panels = new ArrayList<>();

  /** Bars with one scale. */
  private record Panel(String title, List<Bar> bars) {}

  /** One bar with what stands before and behind it. */
  record Bar(String label, double value, String shown, Colour colour) {}

  enum Colour {
    SQLITE("#2a6f97"),
    POSTGRESQL("#5e548e"),
    BOUND("#9a9a9a");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }

  void add(String title, List<Bar> bars) {
    if (!bars.isEmpty()) {
      panels.add(new Panel(title, List.copyOf(bars)));
    }
  }

  String text() {
    var body = new StringBuilder();
    var y = 10;
    for (var panel : panels) {
      y += 26;
      body.append(write(10, y, "start", "bold", panel.title()));
      y += 8;
      var longest = panel.bars().stream().mapToDouble(Bar::value).max().orElse(1);
      for (var bar : panel.bars()) {
        body.append(row(y, bar, longest));
        y += ROW;
      }
    }
    var height = y + 14;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d"
      font-family="sans-serif" font-size="13">
    <rect width="100%%" height="100%%" fill="#ffffff"/>
    %3$s</svg>
    """
        .formatted(WIDTH, height, body);
  }

  private static String row(int y, Bar bar, double longest) {
    var length = Math.max(1, (WIDTH - LABELS - 110) * bar.value() / longest);
    var middle = y + BAR - 3;
    return write(LABELS - 8, middle, "end", "normal", bar.label())
        + String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            LABELS,
            y,
            length,
            BAR,
            bar.colour().code)
        + write((int) (LABELS + length + 6), middle, "start", "normal", bar.shown());
  }

  private static String write(int x, int y, String anchor, String weight, String text) {
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\" fill=\"#222222\">%s</text>\n"
        .formatted(x, y, anchor, weight, text.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
