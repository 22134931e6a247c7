package parley.storage;

/**
 * Keeps the numbers of transactions from going back (decision 6). A number is what the database
 * itself counts, and a base that is kept with the data. SQLite counts from 1 at every start;
 * PostgreSQL counts on as long as its files live, but not in those that a dump is restored into.
 * The base is raised where the count may have begun anew, by more than was ever counted.
 */
final class Numbering {
  /** More changes than a disk commits before it is worn out: 64 thousand million. */
  private static final long ONE_START = 1L << 36;

  /** More transactions than a PostgreSQL counts in its life: one a microsecond for half a year. */
  private static final long ONE_LIFE = 1L << 44;

  private Numbering() {}

  /** To be called at every start, before anything is numbered. */
  static void begin(Tx tx, Dialect dialect) {
    switch (dialect) {
      case SQLITE ->
          tx.update("UPDATE numbering SET base = base + :start").set("start", ONE_START).run();
      case POSTGRESQL ->
          // A row knows the transaction that wrote it (32 bits of its number). A dump carries the
          // number that we noted, and whoever restores it writes the row in a transaction of his.
          tx.update(
                  """
                  UPDATE numbering SET base = base + :life,
                    written_in = pg_current_xact_id()::text::bigint
                  WHERE written_in % 4294967296 <> xmin::text::bigint\
                  """)
              .set("life", ONE_LIFE)
              .run();
    }
  }

  /** An expression of SQL: a number of the database's own count, among all there ever were. */
  static String number(String counted) {
    return "(" + counted + " + (SELECT base FROM numbering))";
  }
}
