package parley.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection, and the statements that were prepared on it. SQLite's driver compiles a statement
 * anew each time it is prepared (10 to 20 us, as much as running it), so they are kept here;
 * PostgreSQL's driver keeps them itself. Used by one thread at a time.
 */
final class Session implements AutoCloseable {
  private static final int KEPT_MAX = 200;

  private final Connection connection;
  private final boolean keeps;
  private final Map<String, PreparedStatement> idle =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
          if (size() <= KEPT_MAX) {
            return false;
          }
          closeQuietly(eldest.getValue());
          return true;
        }
      };

  /**
   * @param keeps whether statements are kept here
   */
  Session(Connection connection, boolean keeps) {
    this.connection = connection;
    this.keeps = keeps;
  }

  Connection connection() {
    return connection;
  }

  /** A statement for one use; one that runs within another one's answer gets one of its own. */
  PreparedStatement prepare(String text) throws SQLException {
    var kept = idle.remove(text);
    return kept != null ? kept : connection.prepareStatement(text);
  }

  /** Takes a statement back. */
  void giveBack(String text, PreparedStatement statement) throws SQLException {
    if (!keeps) {
      statement.close();
      return;
    }
    statement.clearParameters();
    var other = idle.put(text, statement);
    if (other != null) {
      other.close();
    }
  }

  /** Closes a statement that has failed. */
  void giveUp(PreparedStatement statement, Exception reason) {
    try {
      statement.close();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static void closeQuietly(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new SqlError("a statement cannot be closed", e);
    }
  }

  /** Runs a command that answers nothing. */
  void execute(String command) {
    run(
        command,
        () -> {
          try (var statement = connection.createStatement()) {
            statement.execute(command);
          }
        });
  }

  /** Opens a transaction; on PostgreSQL it begins with the next statement. */
  void begin() {
    run("BEGIN", () -> connection.setAutoCommit(false));
  }

  /** As {@link #begin}, of which all statements see the same moment. */
  void beginSnapshot() {
    begin();
    run(
        "REPEATABLE READ",
        () -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
  }

  void commit() {
    run("COMMIT", connection::commit);
  }

  void rollback() {
    run("ROLLBACK", connection::rollback);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private static void run(String what, Step step) {
    try {
      step.run();
    } catch (SQLException e) {
      throw new SqlError(what, e);
    }
  }

  @Override
  public void close() {
    run("close a connection", connection::close); // its statements with it
  }
}
