package parley.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The PostgreSQL of the tests: the server that PARLEY_TEST_DATABASE names by a JDBC URL, else one
 * of our own, which the first test that needs it starts and the end of the process ends.
 */
final class TestPostgres {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static @Nullable String server;
  private static @Nullable String whyNot;

  private TestPostgres() {}

  /** A database that one test has for itself, for programs that know no schemas. */
  record Whole(String server, String name) {
    String url() {
      return server.replaceFirst("(?<=//[^/]{1,255}/)[^?]*", name);
    }

    void drop() {
      execute(server, "DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  static Whole newDatabase() {
    var database = new Whole(server(), freshName());
    execute(database.server(), "CREATE DATABASE " + database.name());
    return database;
  }

  private static String freshName() {
    return "parley_test_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
  }

  /** A schema that one test has for itself. */
  record Schema(String server, String name) {
    String url() {
      return server + (server.contains("?") ? "&" : "?") + "currentSchema=" + name;
    }

    void drop() {
      execute(server, "DROP SCHEMA " + name + " CASCADE");
    }
  }

  static Schema newSchema() {
    var schema = new Schema(server(), freshName());
    execute(schema.server(), "CREATE SCHEMA " + schema.name());
    return schema;
  }

  private static synchronized String server() {
    if (server == null && whyNot == null) {
      var named = System.getenv("PARLEY_TEST_DATABASE");
      if (named != null && !named.isBlank()) {
        server = named;
      } else {
        start();
      }
    }
    if (server == null) {
      return Assumptions.abort(
          "PostgreSQL half skipped: it cannot be started here (%s); name one in PARLEY_TEST_DATABASE"
              .formatted(whyNot));
    }
    return server;
  }

  private static void start() {
    try {
      server = EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
    } catch (IOException | RuntimeException e) {
      whyNot = e.toString();
    }
  }

  private static void execute(String url, String sql) {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + " failed", e);
    }
  }
}
