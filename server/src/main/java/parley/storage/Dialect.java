package parley.storage;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What differs between the two databases. Nobody else asks which one it is. */
public enum Dialect {
  SQLITE("jdbc:sqlite:"),
  POSTGRESQL("jdbc:postgresql:");

  private final String urlPrefix;

  Dialect(String urlPrefix) {
    this.urlPrefix = urlPrefix;
  }

  /** The dialect of a JDBC URL; refuses a database we do not speak. */
  public static Dialect of(String jdbcUrl) {
    for (var dialect : values()) {
      if (jdbcUrl.startsWith(dialect.urlPrefix)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException(
        "must be jdbc:sqlite:... or jdbc:postgresql:..., not "
            + jdbcUrl.replaceAll("[?].*|//[^@/]*@", "..."));
  }

  /** What stands behind the words that name the database in a URL. */
  String behindPrefix(String jdbcUrl) {
    return jdbcUrl.substring(urlPrefix.length());
  }

  /** Its name, as in those of migrations that are for one of them alone. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words that migrations leave open in braces. */
  Map<String, String> migrationWords() {
    return switch (this) {
      // A clustered table keeps its rows in the order of the primary key.
      case SQLITE -> Map.of("key", "TEXT", "clustered", "WITHOUT ROWID", "bytes", "BLOB");
      // SIDs and identities are compared byte by byte, whatever language the database was made for.
      case POSTGRESQL -> Map.of("key", "TEXT COLLATE \"C\"", "clustered", "", "bytes", "BYTEA");
    };
  }

  /** A query for how many tables of the schema have the name; 1 or 0. */
  String countOfTable() {
    return this == SQLITE
        ? "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = :name"
        : "SELECT count(to_regclass(:name)) AS n";
  }

  /** A query for the columns of a table, in order: {@code name} and {@code type}. */
  String columnsOfTable() {
    return this == SQLITE
        ? "SELECT name, type FROM pragma_table_info(:table) ORDER BY cid"
        : """
        SELECT column_name AS name, data_type AS type FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = :table ORDER BY ordinal_position\
        """;
  }

  /** Statements that empty tables, of which each refers only to those before it, if to any. */
  List<String> emptyTables(List<String> tables) {
    return this == SQLITE
        ? tables.reversed().stream().map(table -> "DELETE FROM " + table).toList()
        : List.of("TRUNCATE " + String.join(", ", tables));
  }

  /**
   * Lets one node migrate at a time, and for a day if it must; SQLite's write transaction is that
   * lock already.
   */
  void lockForMigration(Tx tx) {
    if (this == POSTGRESQL) {
      tx.unhurried(Duration.ofDays(1));
      tx.update("SET LOCAL lock_timeout = 0").run();
      tx.query("SELECT 1 AS locked FROM pg_advisory_xact_lock(7275327539)")
          .first(row -> row.number("locked"));
    }
  }

  /** How much the database takes, in bytes, as an expression. */
  public String sizeInBytes() {
    return this == SQLITE
        ? "(SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)"
        : "pg_database_size(current_database())";
  }

  /**
   * What makes a SELECT hold the rows it finds, to delete them: nobody else may change them or
   * refer to them. SQLite's one writer holds everything anyway.
   */
  public String forUpdate() {
    return this == SQLITE ? "" : " FOR UPDATE";
  }

  /** What makes a SELECT hold the rows it finds, to change them; others may still refer to them. */
  public String forNoKeyUpdate() {
    return this == SQLITE ? "" : " FOR NO KEY UPDATE";
  }

  /** What makes a SELECT keep the rows it finds from being deleted until its transaction ends. */
  public String forKeyShare() {
    return this == SQLITE ? "" : " FOR KEY SHARE";
  }

  /**
   * What makes a SELECT hold the rows it finds, to change them, and pass over those that somebody
   * else holds.
   */
  public String skipLocked() {
    return this == SQLITE ? "" : " FOR NO KEY UPDATE SKIP LOCKED";
  }

  /** An expression of SQL: what the database's own clock says, in milliseconds since 1970. */
  public String ownTime() {
    return this == SQLITE
        ? "CAST((julianday('now') - 2440587.5) * 86400000 AS BIGINT)"
        : "CAST(extract(epoch FROM statement_timestamp()) * 1000 AS BIGINT)";
  }

  /** An expression of SQL: the number of the transaction that it runs in; it never goes back. */
  public String transactionNumber() {
    return Numbering.number(
        this == SQLITE ? SqliteNumbers.TRANSACTION + "()" : "pg_current_xact_id()::text::bigint");
  }

  /**
   * An expression of SQL: which transactions the statement sees that it stands in, as PostgreSQL
   * writes a snapshot (the oldest open one, the first to come, those that are open), and the base
   * of their numbers; for {@link Settled#of}.
   */
  public String settled() {
    var counted =
        this == SQLITE
            ? "'0:' || " + SqliteNumbers.SETTLED + "() || ':'"
            : "pg_current_snapshot()::text";
    return "(" + counted + " || ':' || (SELECT base FROM numbering))";
  }

  /**
   * Whether the rows of lists are copies of what their conversations share, or are read together
   * with them (decision 17).
   */
  public boolean copiesIntoLists() {
    return this == POSTGRESQL;
  }

  /** Whether this process is the only one that writes, so that what it keeps in memory is exact. */
  public boolean ownsEveryWrite() {
    return this == SQLITE;
  }
}
