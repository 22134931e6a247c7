package parley.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import parley.storage.StorageFailure.Busy;
import parley.storage.StorageFailure.DiskFailed;
import parley.storage.StorageFailure.DiskFull;
import parley.storage.StorageFailure.OutcomeUnknown;
import parley.storage.StorageFailure.Unavailable;

/** Tells the failures of the two databases by the codes that their drivers give. */
final class SqlFailures {
  private SqlFailures() {}

  /** What an exception of a transaction is to its caller; what is no failure stays as it is. */
  static RuntimeException told(RuntimeException e) {
    var found = e instanceof StorageFailure ? null : find(e, SqlFailures::failure);
    return found == null ? e : found;
  }

  /**
   * The same for an exception of a commit. A database that says itself why it refused has undone
   * the change; where it said nothing, or its disk failed beneath, nobody knows.
   */
  static RuntimeException toldOfCommit(RuntimeException e) {
    return told(e) instanceof StorageFailure failure
            && (failure instanceof Unavailable || failure instanceof DiskFailed)
        ? new OutcomeUnknown(String.valueOf(failure.getMessage()), e)
        : told(e);
  }

  /** Whether it comes from the database at all: then nothing is known of the transaction. */
  static boolean isOfDatabase(RuntimeException e) {
    return e instanceof StorageFailure || find(e, Function.identity()) != null;
  }

  /** Whether a foreign key found nothing. */
  static boolean isParentGone(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY
        : "23503".equals(e.getSQLState());
  }

  /** Whether a change that was undone may succeed when it is run once more. */
  static boolean isWorthRetrying(RuntimeException e) {
    return e instanceof Overtaken || find(e, SqlFailures::victim) != null;
  }

  /** What made PostgreSQL pick a transaction as the victim; null when it did not. */
  private static @Nullable String victim(SQLException e) {
    // 40001: serialization failure, 40P01: deadlock.
    return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState()) ? reason(e) : null;
  }

  private static <T> @Nullable T find(Throwable e, Function<SQLException, @Nullable T> tell) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return tell.apply(sql);
      }
    }
    return null;
  }

  private static @Nullable StorageFailure failure(SQLException e) {
    return e instanceof SQLiteException sqlite ? ofSqlite(sqlite) : ofPostgres(e);
  }

  private static @Nullable StorageFailure ofSqlite(SQLiteException e) {
    // The shared index of the log is grown by a write that does not say why it failed.
    if (e.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      return new DiskFull(reason(e), e);
    }
    // The lowest byte is the kind of failure; the rest says more of it.
    return switch (e.getResultCode().code & 0xff) {
      case 13 -> new DiskFull(reason(e), e);
      // busy, locked, interrupted
      case 5, 6, 9 -> new Busy(reason(e), e);
      // no permission, read-only, I/O error, damaged, cannot open, protocol of locks, no database
      case 3, 8, 10, 11, 14, 15, 26 -> new DiskFailed(reason(e), e);
      default -> null;
    };
  }

  private static @Nullable StorageFailure ofPostgres(SQLException e) {
    if (e instanceof SQLTransientConnectionException) { // the pool has none to give
      return e.getCause() instanceof SQLException cause
          ? new Unavailable(reason(cause), e)
          : new Busy("no connection to it came free in time", e);
    }
    var state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "53100" -> new DiskFull(reason(e), e);
      // an I/O error, damaged data, a damaged index
      case "58030", "XX001", "XX002" -> new DiskFailed(reason(e), e);
      // the time for a lock, a statement, an idle transaction; too many clients; always the victim
      case "55P03", "57014", "25P03", "53300", "40001", "40P01" -> new Busy(reason(e), e);
      // out of memory, read-only since a fail-over
      case "53200", "25006" -> new Unavailable(reason(e), e);
      default ->
          // 08: the connection, 57P: the server starts or ends
          state.startsWith("08") || state.startsWith("57P") ? new Unavailable(reason(e), e) : null;
    };
  }

  /** What the driver says, and what it says is behind that, in one line. */
  static String reason(SQLException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var first = firstLine(e);
    return root.equals(e) ? first : first + " (" + firstLine(root) + ")";
  }

  private static String firstLine(Throwable e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
