package parley.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Another program that uses the database, in a transaction that stays open until it is closed. */
public final class OtherSession implements AutoCloseable {
  private final Connection connection;

  OtherSession(String url) {
    try {
      connection = DriverManager.getConnection(url);
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement; what it locks stays locked. */
  public OtherSession run(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(sql + " failed", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.rollback();
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
