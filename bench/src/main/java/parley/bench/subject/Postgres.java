package parley.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import parley.bench.Command;

/**
 * A PostgreSQL server of our own, with its defaults but for the size of its memory and log. It
 * refuses to run as root; for root it runs as the user whom the Debian package has made.
 */
public final class Postgres implements AutoCloseable {
  private static final String USER = "parley";

  private final Process process;
  private final int port;

  private Postgres(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts the server of a folder, which is made where it is missing. */
  public static Postgres start(Path folder) {
    try {
      var data = folder.resolve("data");
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        make(folder, data);
      }
      Files.deleteIfExists(data.resolve("postmaster.pid")); // of a machine that was switched off
      var port = freePort();
      var command = new ArrayList<>(asUser());
      command.addAll(
          List.of(
              Command.find("postgres").toString(),
              "-D",
              data.toString(),
              "-p",
              Integer.toString(port),
              "-k",
              folder.toString(),
              "-c",
              "listen_addresses=127.0.0.1",
              "-c",
              "shared_buffers=512MB",
              "-c",
              "max_wal_size=4GB"));
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("postgres.log").toFile())
              .start();
      var postgres = new Postgres(process, port);
      postgres.awaitStart();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path folder, Path data) throws IOException {
    Files.createDirectories(folder);
    if (isRoot()) {
      Command.output(List.of("chown", "postgres", folder.toString()));
    }
    var command = new ArrayList<>(asUser());
    command.addAll(
        List.of(
            Command.find("initdb").toString(),
            "-D",
            data.toString(),
            "-U",
            USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8"));
    Command.output(command);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asUser() {
    // exec: setpriv does not stay behind as a parent of the server
    return isRoot()
        ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups")
        : List.of();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() {
    for (var tries = 0; ; tries++) {
      try (var connection = connect("postgres")) {
        connection.isValid(1);
        return;
      } catch (SQLException e) {
        if (tries == 600 || !process.isAlive()) {
          throw new IllegalStateException("PostgreSQL did not start; see postgres.log", e);
        }
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, USER);
  }

  public int port() {
    return port;
  }

  public String user() {
    return USER;
  }

  public long pid() {
    return process.pid();
  }

  public boolean has(String database) throws SQLException {
    try (var connection = connect("postgres");
        var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, database);
      return query.executeQuery().next();
    }
  }

  /** Makes a database, with all that a template has, in place of an old one of that name. */
  public void make(String database, String template) throws SQLException {
    drop(database);
    execute("CREATE DATABASE %s TEMPLATE %s".formatted(database, template));
  }

  public void drop(String database) throws SQLException {
    execute("DROP DATABASE IF EXISTS %s (FORCE)".formatted(database));
  }

  public void rename(String database, String name) throws SQLException {
    execute("ALTER DATABASE %s RENAME TO %s".formatted(database, name));
  }

  public String version() throws SQLException {
    try (var connection = connect("postgres")) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    process.destroy(); // SIGTERM waits for clients, which are gone
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
