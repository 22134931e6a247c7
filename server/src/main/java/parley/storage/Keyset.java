package parley.storage;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import parley.value.BadCursor;
import parley.value.Page;
import parley.value.PageAsked;

/**
 * The order of a list, by columns that name a row for good. A page begins behind a row's key and
 * not at a count of rows, so rows that come or go meanwhile neither repeat nor hide others. All
 * columns ascend, or all descend, so that one comparison of rows and one index serve both
 * directions.
 */
public final class Keyset {
  private final List<Column> columns;
  private final boolean descending;

  private Keyset(boolean descending, List<Column> columns) {
    this.descending = descending;
    this.columns = columns;
  }

  /** One column of the order; a cursor carries its value as text. */
  public record Column(String name, boolean numeric) {
    public static Column number(String name) {
      return new Column(name, true);
    }

    public static Column text(String name) {
      return new Column(name, false);
    }
  }

  public static Keyset ascending(Column... columns) {
    return new Keyset(false, List.of(columns));
  }

  public static Keyset descending(Column... columns) {
    return new Keyset(true, List.of(columns));
  }

  /**
   * Reads one page.
   *
   * @param select the statement up to its WHERE, which must be there; order and limit come from
   *     here
   * @param parameters sets the statement's own parameters
   * @param key the values of this order's columns in a row, as text
   */
  public <T> Page<T> page(
      Tx tx,
      PageAsked asked,
      String select,
      UnaryOperator<Sql> parameters,
      Row.Reader<T> reader,
      Function<T, List<String>> key) {
    var found = limited(tx, asked, select + tail(asked), parameters).list(reader);
    return Page.of(found, asked, key);
  }

  /**
   * Reads the rows of one page as one text, each row a line: a value costs as much to fetch as a
   * row of many.
   *
   * @param select as for {@link #page}
   * @param line what makes one text of the columns of a row; of those of the page alone
   * @param column a second column of the answer, of text
   */
  public Lines lines(
      Tx tx,
      PageAsked asked,
      String select,
      String line,
      String column,
      UnaryOperator<Sql> parameters) {
    return limited(
            tx,
            asked,
            // The order within is the order of the lines: both databases read it row by row.
            "SELECT string_agg(%s, '\n') AS lines, %s AS beside FROM (%s) AS page"
                .formatted(line, column, select + tail(asked)),
            parameters)
        .first(row -> new Lines(split(row.textOrNull("lines")), row.text("beside")))
        .orElseThrow();
  }

  /** The lines of a page, up to one more than its size, and what was asked for beside them. */
  public record Lines(List<String> lines, String beside) {}

  private static List<String> split(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split("\n", -1));
  }

  private Sql limited(Tx tx, PageAsked asked, String text, UnaryOperator<Sql> parameters) {
    var sql = parameters.apply(tx.query(text));
    setCursor(sql, asked);
    sql.set("keyset_limit", asked.size() + 1L);
    return asked.offset() > 0 ? sql.set("keyset_offset", asked.offset()) : sql;
  }

  private String tail(PageAsked asked) {
    var down = descending != asked.backwards();
    var names = columns.stream().map(Column::name).toList();
    var where = "";
    if (asked.cursor() != null && !asked.cursor().isEnd()) {
      var keys =
          IntStream.range(0, names.size())
              .mapToObj(i -> ":keyset_" + i)
              .collect(Collectors.joining(", "));
      where = " AND (%s) %s (%s)".formatted(String.join(", ", names), down ? "<" : ">", keys);
    }
    var direction = down ? " DESC" : "";
    return where
        + " ORDER BY "
        + names.stream().map(name -> name + direction).collect(Collectors.joining(", "))
        + " LIMIT :keyset_limit"
        + (asked.offset() > 0 ? " OFFSET :keyset_offset" : "");
  }

  private void setCursor(Sql sql, PageAsked asked) {
    if (asked.cursor() == null || asked.cursor().isEnd()) {
      return;
    }
    var parts = asked.cursor().parts();
    if (parts.size() != columns.size()) {
      throw new BadCursor();
    }
    for (var i = 0; i < parts.size(); i++) {
      if (columns.get(i).numeric()) {
        sql.set("keyset_" + i, parseNumber(parts.get(i)));
      } else {
        sql.set("keyset_" + i, parts.get(i));
      }
    }
  }

  private static long parseNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadCursor();
    }
  }
}
