package parley.storage;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read column by column with the types the rooms use. */
public final class Row {
  private final ResultSet answer;
  private final Map<String, Integer> columns;

  /**
   * @param columns the places of columns by name, from 1
   */
  Row(ResultSet answer, Map<String, Integer> columns) {
    this.answer = answer;
    this.columns = columns;
  }

  static Map<String, Integer> columns(ResultSetMetaData answer) throws SQLException {
    var columns = new HashMap<String, Integer>();
    for (var place = 1; place <= answer.getColumnCount(); place++) {
      columns.putIfAbsent(answer.getColumnLabel(place), place);
    }
    return columns;
  }

  private int place(String column) throws SQLException {
    var place = columns.get(column);
    if (place == null) {
      throw new SQLException("no column " + column + " in the answer");
    }
    return place;
  }

  /** How a store turns a row into its record. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  public String text(String column) throws SQLException {
    var text = answer.getString(place(column));
    if (text == null) {
      throw new SQLException("column " + column + " is null");
    }
    return text;
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return answer.getString(place(column));
  }

  public long number(String column) throws SQLException {
    return answer.getLong(place(column));
  }

  public @Nullable Long numberOrNull(String column) throws SQLException {
    var number = answer.getLong(place(column));
    return answer.wasNull() ? null : number;
  }

  /** A flag, kept as 0 or 1. */
  public boolean flag(String column) throws SQLException {
    return answer.getLong(place(column)) != 0;
  }

  public @Nullable Boolean flagOrNull(String column) throws SQLException {
    var number = answer.getLong(place(column));
    return answer.wasNull() ? null : (Boolean) (number != 0);
  }

  /** A time, kept as milliseconds since 1970. */
  public Instant time(String column) throws SQLException {
    return Instant.ofEpochMilli(answer.getLong(place(column)));
  }

  public @Nullable Instant timeOrNull(String column) throws SQLException {
    var millis = numberOrNull(column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  public byte[] bytes(String column) throws SQLException {
    var bytes = answer.getBytes(place(column));
    if (bytes == null) {
      throw new SQLException("column " + column + " is null");
    }
    return bytes;
  }

  /** A value of whatever type: a text, a Long or bytes. */
  @Nullable Object value(String column) throws SQLException {
    var value = answer.getObject(place(column));
    return value instanceof Number number ? (Long) number.longValue() : value;
  }

  public byte @Nullable [] bytesOrNull(String column) throws SQLException {
    return answer.getBytes(place(column));
  }
}
