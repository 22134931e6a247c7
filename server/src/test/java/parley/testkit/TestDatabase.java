package parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.storage.Database;
import parley.storage.DatabaseAddress;
import parley.storage.DatabaseOptions;
import parley.storage.Dialect;
import parley.storage.Migrations;

/** An empty database of a test's own: a file in a directory of its own, or a schema. */
public final class TestDatabase implements AutoCloseable {
  private static final Pattern SERVER =
      Pattern.compile("^jdbc:postgresql://(?<host>[^:/]+)(:(?<port>[0-9]+))?/");

  private final Runnable drop;
  private String url;
  private UnaryOperator<DatabaseOptions> options = UnaryOperator.identity();
  private @Nullable Wire wire;
  private final List<Database> opened = new ArrayList<>();

  private TestDatabase(String url, Runnable drop) {
    this.url = url;
    this.drop = drop;
  }

  /** A new one, without any table; the test is skipped where there is no PostgreSQL. */
  public static TestDatabase fresh(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> newFile();
      case POSTGRESQL -> {
        var schema = TestPostgres.newSchema();
        yield new TestDatabase(schema.url(), schema::drop);
      }
    };
  }

  /** A new database of PostgreSQL, not only a schema in one; skipped where there is none. */
  public static TestDatabase freshWhole() {
    var database = TestPostgres.newDatabase();
    return new TestDatabase(database.url(), database::drop);
  }

  private static TestDatabase newFile() {
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

  /** Adds a parameter to the URL, like {@code socketTimeout=1}. */
  public TestDatabase with(String parameter) {
    url += (url.contains("?") ? "&" : "?") + parameter;
    return this;
  }

  /** Opens it with other options. */
  public TestDatabase with(UnaryOperator<DatabaseOptions> other) {
    options = other;
    return this;
  }

  /** Leads to PostgreSQL over a wire that can be cut; only the wire of this database. */
  public TestDatabase overWire() {
    var server = SERVER.matcher(url);
    if (!server.find()) {
      throw new IllegalStateException("there is no wire to a file");
    }
    var port = server.group("port");
    wire = Wire.to(server.group("host"), port == null ? 5432 : Integer.parseInt(port));
    url = server.replaceFirst("jdbc:postgresql://127.0.0.1:" + wire.port() + "/");
    return this;
  }

  /** The wire that all connections from now on go over. */
  public Wire wire() {
    return Objects.requireNonNull(wire);
  }

  public String url() {
    return url;
  }

  /** The file of an embedded database. */
  public Path file() {
    return Path.of(url.replaceFirst("[?].*", "").substring("jdbc:sqlite:".length()));
  }

  /** Opens it, with the schema up to date; it is closed with this object. */
  public Database open() {
    var database = Database.open(options.apply(DatabaseOptions.of(DatabaseAddress.of(url, null))));
    opened.add(database);
    new Migrations(database, Clock.systemUTC()).run();
    return database;
  }

  /** Another program beside those that {@link #open} stands for. */
  public OtherSession otherSession() {
    return new OtherSession(url);
  }

  @Override
  public void close() {
    if (wire != null) {
      wire.mend();
    }
    opened.forEach(Database::close);
    if (wire != null) {
      wire.close();
    }
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
