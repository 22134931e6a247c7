package parley.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.storage.Tx;

/**
 * Makes a database fail by what really fails in it. For what fails on the way to it there is {@link
 * Wire}, for who is in the way {@link OtherSession}.
 */
public final class Faults {
  private static final int PAGE_BYTES = 4096;

  /** Where the file tells the format that writers must know (SQLite's file format, 1.3.3). */
  private static final int WRITE_VERSION_OFFSET = 18;

  private static final int WRITE_VERSION_UNKNOWN = 3;

  private Faults() {}

  /** Lets the embedded database grow by no more than so many pages of 4 KiB. */
  public static void leaveRoom(Database database, int pages) {
    database.change(
        tx -> {
          var used = tx.query("PRAGMA page_count").first(row -> row.number("page_count"));
          limit(tx, used.orElseThrow() + pages);
        });
  }

  /** Gives the embedded database back all the room it may want. */
  public static void makeRoom(Database database) {
    database.change(tx -> limit(tx, Integer.MAX_VALUE));
  }

  private static void limit(Tx tx, long pages) {
    tx.query("PRAGMA max_page_count = " + pages).first(row -> row.number("max_page_count"));
  }

  /** Lets the embedded database be written no more, as if its disk had gone read-only. */
  public static void forbidWrites(Database database) {
    database.change(tx -> tx.update("PRAGMA query_only = 1").run());
  }

  /** Marks the file of a closed embedded database as one that SQLite may only read. */
  public static void makeReadOnly(Path file) {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(WRITE_VERSION_OFFSET);
      bytes.write(WRITE_VERSION_UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Overwrites all of an embedded database but its first page. */
  public static void damage(Path file) {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      var rest = new byte[(int) bytes.length() - PAGE_BYTES];
      Arrays.fill(rest, (byte) 0xA5);
      bytes.seek(PAGE_BYTES);
      bytes.write(rest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets PostgreSQL refuse each new row of a table with a code of its own: 53100 is a full disk,
   * 58030 an I/O error.
   *
   * @param atCommit refuse it not before the commit
   */
  public static void refuseRows(
      Database database, String table, String sqlState, boolean atCommit) {
    if (database.dialect() != Dialect.POSTGRESQL) {
      throw new IllegalArgumentException("PostgreSQL alone can be told to fail with a code");
    }
    database.change(
        tx -> {
          tx.update(
                  """
                  CREATE FUNCTION refuse_%s() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN RAISE EXCEPTION ''on purpose'' USING ERRCODE = ''%s''; END'\
                  """
                      .formatted(table, sqlState))
              .run();
          tx.update(
                  "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON %s DEFERRABLE INITIALLY %s FOR EACH ROW EXECUTE FUNCTION refuse_%s()"
                      .formatted(table, atCommit ? "DEFERRED" : "IMMEDIATE", table))
              .run();
        });
  }
}
