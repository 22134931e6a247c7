package parley.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * One statement with its named parameters. The text is the same for both databases; times go in as
 * milliseconds and flags as 0 or 1, as {@link Row} reads them.
 */
public final class Sql {
  private final SqlStatement<?> statement;

  private Sql(SqlStatement<?> statement) {
    this.statement = statement;
  }

  static Sql query(Handle handle, String text) {
    return new Sql(handle.createQuery(text));
  }

  static Sql update(Handle handle, String text) {
    return new Sql(handle.createUpdate(text));
  }

  public Sql set(String name, @Nullable String value) {
    statement.bind(name, value);
    return this;
  }

  public Sql set(String name, @Nullable Long value) {
    statement.bind(name, value);
    return this;
  }

  public Sql set(String name, long value) {
    statement.bind(name, value);
    return this;
  }

  public Sql set(String name, boolean flag) {
    statement.bind(name, flag ? 1L : 0L);
    return this;
  }

  public Sql set(String name, @Nullable Instant time) {
    statement.bind(name, time == null ? null : (Long) time.toEpochMilli());
    return this;
  }

  public Sql set(String name, byte @Nullable [] bytes) {
    statement.bind(name, bytes);
    return this;
  }

  /** Sets the texts or numbers of a list, for {@code IN (<name>)}. The list must not be empty. */
  public Sql setAll(String name, List<?> values) {
    statement.bindList(name, padded(values));
    return this;
  }

  /**
   * The values, the last one repeated up to a power of two: so a list of any length makes one of a
   * dozen statements, and each of them stays prepared.
   */
  private static <T> List<T> padded(List<T> values) {
    var size = Integer.highestOneBit(Math.max(1, values.size() * 2 - 1));
    var padded = new ArrayList<>(values);
    padded.addAll(Collections.nCopies(size - values.size(), values.getLast()));
    return padded;
  }

  public <T> List<T> list(Row.Reader<T> reader) {
    return told(() -> ((Query) statement).map(Row.mapper(reader)).list());
  }

  public <T> Optional<T> first(Row.Reader<T> reader) {
    return told(() -> ((Query) statement).map(Row.mapper(reader)).findFirst());
  }

  /** Runs a change. How many rows it touched. */
  public int run() {
    return told(() -> ((Update) statement).execute());
  }

  /** Tells a foreign key that found nothing from what is a fault of ours. */
  private static <T> T told(Supplier<T> execution) {
    try {
      return execution.get();
    } catch (UnableToExecuteStatementException e) {
      throw e.getCause() instanceof SQLException cause && SqlFailures.isParentGone(cause)
          ? new ParentGone(e)
          : e;
    }
  }
}
