package parley.bench.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Inserts rows into one table, many at a time. */
final class Batch implements AutoCloseable {
  private static final int ROWS = 1_000;

  private final PreparedStatement insert;
  private int waiting;

  Batch(Connection connection, String table, String columns) throws SQLException {
    var marks = String.join(", ", Collections.nCopies(columns.split(",", -1).length, "?"));
    insert =
        connection.prepareStatement(
            "INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, marks));
  }

  /** Adds a row of texts and numbers. */
  void add(@Nullable Object... values) throws SQLException {
    for (var i = 0; i < values.length; i++) {
      insert.setObject(
          i + 1, values[i] instanceof Integer number ? (Long) (long) number : values[i]);
    }
    insert.addBatch();
    if (++waiting == ROWS) {
      flush();
    }
  }

  void flush() throws SQLException {
    insert.executeBatch();
    waiting = 0;
  }

  @Override
  public void close() throws SQLException {
    flush();
    insert.close();
  }
}
