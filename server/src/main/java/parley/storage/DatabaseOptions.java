package parley.storage;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * How a database is opened.
 *
 * @param address where it is; what the URL says of the driver's own settings goes before ours
 * @param startWait how long the start waits for a server that does not answer yet; zero for one try
 * @param patience how long a request waits for a connection or its turn to write
 * @param durable whether the embedded database waits until a change is on disk; without it a change
 *     outlives the process, but no loss of power
 * @param onFatal what ends the process when the writer of the embedded database cannot go on; if it
 *     returns, the database refuses everything
 */
public record DatabaseOptions(
    DatabaseAddress address,
    Duration startWait,
    Duration patience,
    boolean durable,
    Consumer<Throwable> onFatal) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FATAL_EXIT = 3;

  /** One try, the usual patience, and an end of the process where it cannot go on. */
  public static DatabaseOptions of(DatabaseAddress address) {
    return new DatabaseOptions(address, Duration.ZERO, PATIENCE, true, DatabaseOptions::endProcess);
  }

  public DatabaseOptions withStartWait(Duration other) {
    return new DatabaseOptions(address, other, patience, durable, onFatal);
  }

  public DatabaseOptions withPatience(Duration other) {
    return new DatabaseOptions(address, startWait, other, durable, onFatal);
  }

  public DatabaseOptions withDurable(boolean other) {
    return new DatabaseOptions(address, startWait, patience, other, onFatal);
  }

  public DatabaseOptions withOnFatal(Consumer<Throwable> other) {
    return new DatabaseOptions(address, startWait, patience, durable, other);
  }

  private static void endProcess(Throwable reason) {
    try {
      LoggerFactory.getLogger(Database.class)
          .error("the database can no longer be written; the process ends", reason);
    } finally {
      Runtime.getRuntime().halt(FATAL_EXIT); // whatever else may be broken, this works
    }
  }
}
