package parley.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that is in a database, as its own catalogue knows it. */
public final class Tables {
  private Tables() {}

  /** The rows of all tables, each as a text, by table. */
  public static SortedMap<String, List<String>> of(TestDatabase place) {
    try (var connection = DriverManager.getConnection(place.url())) {
      var all = new TreeMap<String, List<String>>();
      for (var table : names(connection)) {
        all.put(table, rows(connection, table));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    try (var tables =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    names.removeIf(name -> name.startsWith("sqlite_"));
    return names;
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    var rows = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("SELECT * FROM " + table)) {
      while (answer.next()) {
        rows.add(row(answer));
      }
    }
    rows.sort(null);
    return rows;
  }

  private static String row(ResultSet answer) throws SQLException {
    var meta = answer.getMetaData();
    var text = new StringBuilder();
    for (var i = 1; i <= meta.getColumnCount(); i++) {
      var value = answer.getObject(i);
      text.append(meta.getColumnLabel(i))
          .append('=')
          .append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
          .append(' ');
    }
    return text.toString();
  }
}
