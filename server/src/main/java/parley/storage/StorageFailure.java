package parley.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The database could not do what it was asked to, through no fault of the caller and of no deed.
 * Made where the dialect is known; the message names the true cause in one line, without a secret,
 * a statement or its values. But for {@link OutcomeUnknown} nothing was changed (decisions/0011).
 */
public abstract sealed class StorageFailure extends RuntimeException {
  private StorageFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What became of a file that is kept beside the database. */
  public static StorageFailure ofFile(IOException failure) {
    var reason = String.valueOf(failure.getMessage());
    return reason.contains("No space left") || reason.contains("quota")
        ? new DiskFull(reason, failure)
        : new DiskFailed(reason, failure);
  }

  /** The database cannot be reached, is starting or ending, or has been closed. */
  public static final class Unavailable extends StorageFailure {
    Unavailable(String reason, @Nullable Throwable cause) {
      super("the database is not available: " + reason, cause);
    }
  }

  /** The time or the room for waiting is used up: for a row, a connection, the writer. */
  public static final class Busy extends StorageFailure {
    Busy(String reason, @Nullable Throwable cause) {
      super("the database is busy: " + reason, cause);
    }
  }

  /** The disk has no room for the change. */
  public static final class DiskFull extends StorageFailure {
    DiskFull(String reason, @Nullable Throwable cause) {
      super("the disk is full: " + reason, cause);
    }
  }

  /** The disk or the files cannot be read or written, or what they hold is damaged. */
  public static final class DiskFailed extends StorageFailure {
    DiskFailed(String reason, @Nullable Throwable cause) {
      super("the disk has failed: " + reason, cause);
    }
  }

  /** The change may or may not have been made: the word for it was lost at its commit. */
  public static final class OutcomeUnknown extends StorageFailure {
    OutcomeUnknown(String reason, @Nullable Throwable cause) {
      super("whether the change was made is not known: " + reason, cause);
    }
  }
}
