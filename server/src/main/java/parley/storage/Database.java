package parley.storage;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The database, behind three ways to use it. Safe for use by many threads. No call may be made
 * inside the function given to another one. What the database cannot do, any of them tells by a
 * {@link StorageFailure}.
 */
public interface Database extends AutoCloseable {

  /**
   * Opens the database, without touching its schema.
   *
   * @throws IllegalArgumentException for a URL that we cannot use
   * @throws CannotOpen when it cannot be opened; nothing is left open then
   */
  static Database open(DatabaseOptions options) {
    return switch (options.address().dialect()) {
      case SQLITE -> new SqliteDatabase(options);
      case POSTGRESQL -> new PostgresDatabase(options);
    };
  }

  /** Opens the database of the URL as {@link DatabaseOptions#of} says. */
  static Database open(String jdbcUrl) {
    return open(DatabaseOptions.of(DatabaseAddress.of(jdbcUrl, null)));
  }

  Dialect dialect();

  /** Reads; each statement sees every write acknowledged before it began. */
  <T> T read(Function<Tx, T> work);

  /** Reads with several statements that all see the same moment. */
  <T> T snapshot(Function<Tx, T> work);

  /**
   * Changes, all or nothing, and returns when the change is on disk. An exception from the function
   * undoes it and reaches the caller. The function may be run more than once; it must have no
   * effect but through its transaction.
   */
  <T> T write(Function<Tx, T> work);

  /** Like {@link #write}, for a change that answers nothing. */
  default void change(Consumer<Tx> work) {
    write(
        tx -> {
          work.accept(tx);
          return Boolean.TRUE;
        });
  }

  /**
   * Changes as {@link #write} does, with no other change of this process at the same time: for what
   * replaces all there is. The embedded database does not look at foreign keys meanwhile.
   */
  <T> T writeAlone(Function<Tx, T> work);

  /** What it is busy with now. */
  DatabaseLoad load();

  /** What tells who remembers something that it has changed. */
  News news();

  /** Waits for writes under way and closes every connection. */
  @Override
  void close();
}
