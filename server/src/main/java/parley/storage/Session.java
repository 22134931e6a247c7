package parley.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection, and the statements that were prepared on it. SQLite's driver compiles a statement
 * anew each time it is prepared (10 to 20 us, as much as running it), so they are kept here;
 * PostgreSQL's driver keeps them itself, and takes several at once. Used by one thread at a time.
 */
final class Session implements AutoCloseable {
  private static final int KEPT_MAX = 200;

  /** A request to PostgreSQL has 65,535 values at most, its protocol's bound. */
  private static final int VALUES_MAX = 32_000;

  private static final BoundSql COMMIT = new BoundSql("COMMIT", List.of());

  private final Connection connection;
  private final boolean keeps;
  private boolean open;
  private final List<BoundSql> waiting = new ArrayList<>();
  private int waitingValues;
  private final Map<String, PreparedStatement> idle =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
          if (size() <= KEPT_MAX) {
            return false;
          }
          close(eldest.getValue());
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

  /** Uses a statement that is prepared and has its parameters. */
  @FunctionalInterface
  interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /**
   * Runs a statement, behind all that is to run soon.
   *
   * @throws ParentGone when a foreign key found nothing
   * @throws SqlError for whatever else is wrong
   */
  <T> T use(BoundSql sql, Use<T> use) {
    runWaiting();
    return useNow(sql, use);
  }

  /**
   * Runs a change together with those that come behind it; at once where that is no gain, and where
   * no commit is to come.
   */
  void runSoon(BoundSql sql) {
    if (keeps || !open) {
      useNow(sql, PreparedStatement::executeUpdate);
    } else {
      if (waitingValues + sql.values().size() > VALUES_MAX) {
        runWaiting();
      }
      waiting.add(sql);
      waitingValues += sql.values().size();
    }
  }

  private void runWaiting() {
    if (!waiting.isEmpty()) {
      var together = BoundSql.together(waiting);
      forgetWaiting();
      useNow(together, PreparedStatement::execute);
    }
  }

  private <T> T useNow(BoundSql sql, Use<T> use) {
    try {
      // One that runs within another one's answer gets one of its own.
      var kept = idle.remove(sql.text());
      var statement = kept != null ? kept : connection.prepareStatement(sql.text());
      try {
        sql.bind(statement);
        var result = use.of(statement);
        giveBack(sql.text(), statement);
        return result;
      } catch (SQLException | RuntimeException e) {
        giveUp(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      var error = new SqlError(sql.text(), e);
      throw SqlFailures.isParentGone(e) ? new ParentGone(error) : error;
    }
  }

  private void giveBack(String text, PreparedStatement statement) throws SQLException {
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

  private static void giveUp(PreparedStatement statement, Exception reason) {
    try {
      statement.close();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static void close(PreparedStatement statement) {
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
    open = true;
  }

  /** As {@link #begin}, of which all statements see the same moment. */
  void beginSnapshot() {
    begin();
    run(
        "REPEATABLE READ",
        () -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
  }

  /** Commits, and sends what waits with it. */
  void commit() {
    if (!waiting.isEmpty()) {
      waiting.add(COMMIT);
      runWaiting();
    }
    run("COMMIT", connection::commit); // asks nobody where it has been done
  }

  private void forgetWaiting() {
    waiting.clear();
    waitingValues = 0;
  }

  void rollback() {
    forgetWaiting();
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
