package parley.storage;

import java.sql.SQLException;

/** What a driver throws, unchecked; {@link SqlFailures} tells what it means. */
final class SqlError extends RuntimeException {
  /**
   * @param what was asked of the database; never the values that went with it
   */
  SqlError(String what, SQLException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
