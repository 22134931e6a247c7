package parley.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read column by column with the types the rooms use. */
public final class Row {
  private final ResultSet columns;

  private Row(ResultSet columns) {
    this.columns = columns;
  }

  /** How a store turns a row into its record. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  static <T> RowMapper<T> mapper(Reader<T> reader) {
    return (columns, context) -> reader.read(new Row(columns));
  }

  public String text(String column) throws SQLException {
    var text = columns.getString(column);
    if (text == null) {
      throw new SQLException("column " + column + " is null");
    }
    return text;
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return columns.getString(column);
  }

  public long number(String column) throws SQLException {
    return columns.getLong(column);
  }

  public @Nullable Long numberOrNull(String column) throws SQLException {
    var number = columns.getLong(column);
    return columns.wasNull() ? null : number;
  }

  /** A flag, kept as 0 or 1. */
  public boolean flag(String column) throws SQLException {
    return columns.getLong(column) != 0;
  }

  /** A time, kept as milliseconds since 1970. */
  public Instant time(String column) throws SQLException {
    return Instant.ofEpochMilli(columns.getLong(column));
  }

  public @Nullable Instant timeOrNull(String column) throws SQLException {
    var millis = numberOrNull(column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  public byte[] bytes(String column) throws SQLException {
    var bytes = columns.getBytes(column);
    if (bytes == null) {
      throw new SQLException("column " + column + " is null");
    }
    return bytes;
  }

  public byte @Nullable [] bytesOrNull(String column) throws SQLException {
    return columns.getBytes(column);
  }
}
