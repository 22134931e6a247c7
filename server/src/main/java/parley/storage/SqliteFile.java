package parley.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The file of an embedded database as a whole: copied while a server uses it, and examined. */
public final class SqliteFile {
  private static final int PATIENCE_MILLIS = 10_000;

  private SqliteFile() {}

  /**
   * Copies all that is committed at one moment, whoever writes meanwhile; nobody is kept waiting.
   * What is written while it lasts stays in the database's log.
   *
   * @param to a file that is empty or not there; its rights stay as they are
   * @throws StorageFailure when it cannot be read or written
   */
  public static void copy(Path from, Path to) {
    try (var connection = open(from);
        var statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, to.toString());
      statement.execute();
    } catch (SQLException e) {
      throw SqlFailures.told(new SqlError("VACUUM INTO", e));
    }
  }

  /**
   * What is wrong with it, in SQLite's words; empty when it is sound: every page, index and foreign
   * key.
   */
  public static List<String> faults(Path file) {
    var faults = new ArrayList<String>();
    try (var connection = open(file);
        var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("PRAGMA integrity_check")) {
        while (rows.next()) {
          faults.add(rows.getString(1));
        }
      }
      faults.remove("ok");
      try (var rows = statement.executeQuery("PRAGMA foreign_key_check")) {
        while (rows.next()) {
          faults.add("a row of " + rows.getString(1) + " refers to nothing");
        }
      }
    } catch (SQLException e) {
      faults.add(SqlFailures.reason(e));
    }
    return faults;
  }

  private static Connection open(Path file) throws SQLException {
    var config = new SQLiteConfig(new Properties());
    config.setBusyTimeout(PATIENCE_MILLIS);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source.getConnection();
  }
}
