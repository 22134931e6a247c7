package parley.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
          "0005-what-changed-since.sql",
          "0006-secret-proofs.sql",
          "0007-defaults.sql",
          // 0008 was never given out: from here on a version is one less than its file's number.
          "0009-numbering.sql",
          "0010-no-deliveries-yet.sql",
          "0011-moved-by.sql",
          "0012-list-rows.{dialect}.sql",
          "0013-deliveries.sql",
          "0014-due.sql",
          "0015-inbound.sql",
          "0016-muting.sql",
          "0017-reachability.sql",
          "0018-last-edited-by.sql");

  private static final Pattern TABLE =
      Pattern.compile(
          "^(?<verb>CREATE TABLE|DROP TABLE|ALTER TABLE(?= \\w+ RENAME TO)) (?<table>\\w+)"
              + "( RENAME TO (?<name>\\w+))?",
          Pattern.MULTILINE);

  private final Database database;
  private final Clock clock;

  public Migrations(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Runs what is missing, and begins to number transactions.
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
          if (last == ALL.size()) {
            Numbering.begin(tx, database.dialect());
          }
        });
  }

  /** The schema's version; 0 where there is none yet. */
  public long version() {
    return database.read(tx -> isThere(tx) ? version(tx) : 0L);
  }

  /** Whether the schema is newer than this program, which must not write to it then. */
  public boolean isNewer() {
    return version() > ALL.size();
  }

  /**
   * Makes sure that the schema is the one this program knows, and changes nothing.
   *
   * @throws IllegalStateException when it is missing, older or newer; the message says what to do
   */
  public void verify() {
    var version = version();
    if (version == 0) {
      throw new IllegalStateException(
          "nothing of Parley is in the database yet: it is made at the first start of parley"
              + " serve");
    }
    if (version < ALL.size()) {
      throw new IllegalStateException(
          "the database was made by an older Parley: its schema is at %s, this program wants %s;"
                  .formatted(ALL.get((int) version - 1), ALL.getLast())
              + " parley serve brings it up to date");
    }
    refuseNewer(version);
  }

  private boolean isThere(Tx tx) {
    return tx.query(database.dialect().countOfTable())
            .set("name", "schema_versions")
            .first(row -> row.number("n"))
            .orElse(0L)
        > 0;
  }

  private static long version(Tx tx) {
    return tx.query("SELECT coalesce(max(version), 0) AS version FROM schema_versions")
        .first(row -> row.number("version"))
        .orElseThrow();
  }

  private void migrate(Tx tx, long version, int last) {
    refuseNewer(version);
    for (var next = (int) version; next < last; next++) {
      var name = ALL.get(next).replace("{dialect}", database.dialect().word());
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

  private static void refuseNewer(long version) {
    if (version > ALL.size()) {
      throw new IllegalStateException(
          "the database was made by a newer Parley: its schema has version %d, this program knows %d (%s)"
              .formatted(version, ALL.size(), ALL.getLast()));
    }
  }

  /** The tables that there are at the end, each behind those to which it refers. */
  static List<String> tables(Dialect dialect) {
    var tables = new ArrayList<String>(List.of("schema_versions"));
    for (var name : ALL) {
      var change = TABLE.matcher(read(name.replace("{dialect}", dialect.word())));
      while (change.find()) {
        switch (change.group("verb")) {
          case "CREATE TABLE" -> tables.add(change.group("table"));
          case "DROP TABLE" -> tables.remove(change.group("table"));
          default ->
              tables.replaceAll(it -> it.equals(change.group("table")) ? change.group("name") : it);
        }
      }
    }
    return List.copyOf(tables);
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
