package parley.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Brings the schema of a database up to this program: runs the migrations that are missing, in
 * order, all of them or none, and holds a lock meanwhile, so that several nodes may start at once.
 * (Why this is not left to a library: decisions/0004.)
 */
public final class Migrations {
  private static final String DIRECTORY = "/parley/migrations/";

  /** Every migration there has ever been, in order; its place from 1 is the schema's version. */
  private static final List<String> ALL =
      List.of(
          "0001-conversations.sql",
          "0002-configuration.sql",
          "0003-media-and-receipts.sql",
          "0004-inbox-by-creation.sql",
          "0005-what-changed-since.sql");

  private final Database database;
  private final Clock clock;

  public Migrations(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Runs what is missing.
   *
   * @throws IllegalStateException when the schema is newer than this program, which then must not
   *     write to it
   */
  public void run() {
    run(ALL.size());
  }

  /** Goes no further than a version; for the tests of those that come behind it. */
  void run(int last) {
    database.change(
        tx -> {
          database.dialect().lockForMigration(tx);
          tx.update(
                  """
                  CREATE TABLE IF NOT EXISTS schema_versions (
                    version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)\
                  """)
              .run();
          migrate(tx, version(tx), last);
        });
  }

  private static long version(Tx tx) {
    return tx.query("SELECT coalesce(max(version), 0) AS version FROM schema_versions")
        .first(row -> row.number("version"))
        .orElseThrow();
  }

  private void migrate(Tx tx, long version, int last) {
    if (version > ALL.size()) {
      throw new IllegalStateException(
          "the database was made by a newer Parley: its schema has version %d, this program knows %d"
              .formatted(version, ALL.size()));
    }
    for (var next = (int) version; next < last; next++) {
      var name = ALL.get(next);
      statements(name).forEach(statement -> tx.update(statement).run());
      tx.update(
              """
              INSERT INTO schema_versions (version, name, applied_at)
              VALUES (:version, :name, :now)\
              """)
          .set("version", next + 1L)
          .set("name", name)
          .set("now", clock.instant())
          .run();
    }
  }

  /** The statements of a migration: each ends with a semicolon at the end of a line. */
  private List<String> statements(String name) {
    var text =
        read(name).lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    for (var word : database.dialect().migrationWords().entrySet()) {
      text = text.replace("{" + word.getKey() + "}", word.getValue());
    }
    return List.of(text.split(";\n", -1)).stream()
        .map(statement -> statement.strip().replaceFirst(";$", ""))
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  private static String read(String name) {
    try (var in = Migrations.class.getResourceAsStream(DIRECTORY + name)) {
      if (in == null) {
        throw new IllegalStateException("the migration " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
