package parley.storage;

import java.net.UnknownHostException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until PostgreSQL takes connections, and says in one line why it does not. */
final class PostgresStart {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStart.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration TRY_MAX = Duration.ofSeconds(3);

  private PostgresStart() {}

  /**
   * Tries to connect, again and again for as long as the options say, with a line in the log each
   * time. A server that says nothing is waited for no longer: three seconds a try, and a second
   * more than there is left at most. What waiting does not mend is told at once: a wrong password,
   * host or database name.
   *
   * @throws CannotOpen when there is no connection
   */
  static void await(DatabaseOptions options) {
    var driver = driver(options);
    var end = System.nanoTime() + options.startWait().toNanos();
    var limit = options.startWait().isZero() ? TRY_MAX : limit(options.startWait());
    while (true) {
      try {
        driver.connect(options.address().url(), settings(options, limit)).close();
        return;
      } catch (SQLException e) {
        var left = Duration.ofNanos(end - System.nanoTime());
        if (isForGood(e) || !left.isPositive()) {
          throw new CannotOpen(options.address().place(), SqlFailures.reason(e), e);
        }
        LOG.info(
            "waiting for the database {}, {} s at most: {}",
            options.address().place(),
            left.toSeconds() + 1,
            SqlFailures.reason(e));
        pause();
        limit = limit(left.minus(PAUSE));
      }
    }
  }

  /** How long a try may take, of the time that is left. */
  private static Duration limit(Duration left) {
    return Duration.ofMillis(Math.clamp(left.toMillis(), PAUSE.toMillis(), TRY_MAX.toMillis()));
  }

  private static Properties settings(DatabaseOptions options, Duration limit) {
    var settings = PostgresPool.settings(options.address());
    // Of the whole try, whatever the URL says of its parts.
    settings.setProperty("loginTimeout", Double.toString(limit.toMillis() / 1000.0));
    return settings;
  }

  private static Driver driver(DatabaseOptions options) {
    try {
      return DriverManager.getDriver(options.address().url());
    } catch (SQLException e) {
      throw new CannotOpen(
          options.address().place(), "the URL is not one that the driver understands", e);
    }
  }

  private static boolean isForGood(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return true;
      }
    }
    // Without a connection (08), while the server starts (57P), without room for a client (53300).
    var state = String.valueOf(e.getSQLState());
    return !(state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageFailure.Unavailable("interrupted while waiting for it", e);
    }
  }
}
