package parley.storage;

/**
 * A database cannot be opened. The message is one line for the person who starts the program: which
 * database and why, without a password.
 */
public final class CannotOpen extends RuntimeException {
  CannotOpen(String place, String reason, Throwable cause) {
    super("cannot open the database " + place + ": " + reason, cause);
  }
}
