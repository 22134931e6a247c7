package parley.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one SQLite connection, because its driver compiles a statement
 * anew each time it is prepared (10 to 20 us, as much as running it). Used by one thread at a time.
 */
final class Statements extends DefaultStatementBuilder {
  private static final int KEPT_MAX = 200;

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

  private final IdentityHashMap<Statement, String> inUse = new IdentityHashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    // Taken out while in use: a statement that is nested in itself gets one of its own.
    var kept = idle.remove(sql);
    var statement = kept != null ? kept : connection.prepareStatement(sql);
    inUse.put(statement, sql);
    return statement;
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    // Not under the text given here: that one has names for its parameters, not question marks.
    var prepared = inUse.remove(statement);
    if (prepared == null || statement.isClosed()) {
      return;
    }
    ((PreparedStatement) statement).clearParameters();
    var other = idle.put(prepared, (PreparedStatement) statement);
    if (other != null) {
      other.close();
    }
  }

  private static void closeQuietly(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new IllegalStateException("a statement cannot be closed", e);
    }
  }
}
