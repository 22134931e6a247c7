package parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.storage.Migrations;

/** An empty database of a test's own: a file in a directory of its own, or a schema. */
public final class TestDatabase implements AutoCloseable {
  private final String url;
  private final Runnable drop;
  private final List<Database> opened = new ArrayList<>();

  private TestDatabase(String url, Runnable drop) {
    this.url = url;
    this.drop = drop;
  }

  /** A new one, without any table; the test is skipped where there is no PostgreSQL. */
  public static TestDatabase fresh(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> file();
      case POSTGRESQL -> {
        var schema = TestPostgres.newSchema();
        yield new TestDatabase(schema.url(), schema::drop);
      }
    };
  }

  private static TestDatabase file() {
    var directory = newDirectory();
    return new TestDatabase(
        "jdbc:sqlite:" + directory.resolve("parley.db"), () -> deleteAll(directory));
  }

  /** An empty directory; to be deleted by the caller. */
  public static Path newDirectory() {
    try {
      return Files.createTempDirectory("parley-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return url;
  }

  /** Brings the schema up to date and opens it; it is closed with this object. */
  public Database open() {
    var database = Database.open(url);
    new Migrations(database, Clock.systemUTC()).run();
    opened.add(database);
    new Migrations(database, Clock.systemUTC()).run();
    return database;
  }

  @Override
  public void close() {
    opened.forEach(Database::close);
    drop.run();
  }

  /** Deletes a directory with all that is in it. */
  public static void deleteAll(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
