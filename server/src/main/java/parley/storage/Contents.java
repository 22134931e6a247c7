package parley.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All rows of all tables, whatever tables the migrations have made; but not of those that belong to
 * the database itself and not to what is kept in it.
 */
public final class Contents {
  /** What a database is, whatever is in it: its schema, the count of transactions, whose it is. */
  public static final Set<String> NOT_CONTENTS =
      Set.of("schema_versions", "numbering", "secret_proofs");

  private final Dialect dialect;
  private final List<String> tables;

  public Contents(Dialect dialect) {
    this.dialect = dialect;
    this.tables =
        Migrations.tables(dialect).stream().filter(it -> !NOT_CONTENTS.contains(it)).toList();
  }

  /** Rows that were read, to be written again. Kept in memory. */
  public static final class Image {
    private final List<Table> tables;

    private Image(List<Table> tables) {
      this.tables = tables;
    }

    /** How many rows there are. */
    public long rows() {
      return tables.stream().mapToLong(table -> table.rows().size()).sum();
    }
  }

  private record Column(String name, BoundSql.Null type) {}

  private record Table(String name, List<Column> columns, List<@Nullable Object[]> rows) {}

  /** Reads all rows of all tables. */
  public Image read(Tx tx) {
    return read(tx, table -> true);
  }

  /** Reads all rows of some tables. */
  public Image read(Tx tx, Predicate<String> wanted) {
    return new Image(tables.stream().filter(wanted).map(table -> read(tx, table)).toList());
  }

  private Table read(Tx tx, String table) {
    var columns =
        tx.query(dialect.columnsOfTable())
            .set("table", table)
            .list(row -> new Column(row.text("name"), type(row.text("type"))));
    var rows = tx.query("SELECT %s FROM %s".formatted(names(columns), table));
    return new Table(table, columns, rows.list(row -> values(row, columns)));
  }

  private static BoundSql.Null type(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "TEXT" -> BoundSql.Null.TEXT;
      case "BIGINT", "INTEGER" -> BoundSql.Null.NUMBER;
      case "BLOB", "BYTEA" -> BoundSql.Null.BYTES;
      default -> throw new IllegalStateException("a column of the type " + type);
    };
  }

  private static @Nullable Object[] values(Row row, List<Column> columns) throws SQLException {
    var values = new @Nullable Object[columns.size()];
    for (var i = 0; i < values.length; i++) {
      values[i] = row.value(columns.get(i).name());
    }
    return values;
  }

  /** Deletes all rows of all tables. To be called by {@link Database#writeAlone}. */
  public void delete(Tx tx) {
    tx.unhurried();
    dialect.emptyTables(tables).forEach(statement -> tx.update(statement).run());
  }

  /** Writes rows that are not there. */
  public void write(Tx tx, Image image) {
    image.tables.forEach(table -> write(tx, table));
  }

  private static void write(Tx tx, Table table) {
    var columns = table.columns();
    var parameters =
        IntStream.range(0, columns.size())
            .mapToObj(i -> ":c" + i)
            .collect(Collectors.joining(", "));
    var insert =
        "INSERT INTO %s (%s) VALUES (%s)".formatted(table.name(), names(columns), parameters);
    for (var row : table.rows()) {
      var sql = tx.update(insert);
      for (var i = 0; i < row.length; i++) {
        sql.set("c" + i, row[i], columns.get(i).type());
      }
      sql.runSoon();
    }
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
