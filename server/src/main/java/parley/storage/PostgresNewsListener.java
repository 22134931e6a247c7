package parley.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the notices of other nodes. Each time it has begun to listen it says that something may
 * have been missed. A connection on which nothing comes is tried every few seconds.
 */
final class PostgresNewsListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresNewsListener.class);
  private static final int SILENCE_MILLIS = 5_000;

  private final PostgresNews.Opener connections;
  private final IntPredicate isOwn;
  private @Nullable Thread thread;
  private volatile @Nullable Connection listening;
  private volatile boolean closed;
  private int failures;

  /**
   * @param isOwn whether a process of the database speaks for this node, which has heard it already
   */
  PostgresNewsListener(PostgresNews.Opener connections, IntPredicate isOwn) {
    this.connections = connections;
    this.isOwn = isOwn;
  }

  synchronized void start(Consumer<Notice> receiver) {
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name("news-listener").start(() -> run(receiver));
    }
  }

  private void run(Consumer<Notice> receiver) {
    while (!closed) {
      try (var connection = connections.open()) {
        listening = connection;
        listen(connection, receiver);
      } catch (SQLException | RuntimeException e) {
        if (!closed && failures++ == 0) {
          LOG.warn(
              "news are not heard, changes of other servers are found by looking: {}",
              e.toString());
        }
        pause();
      }
    }
  }

  private void listen(Connection connection, Consumer<Notice> receiver) throws SQLException {
    try (var statement = connection.createStatement()) {
      var listen = "LISTEN " + channel(statement);
      statement.execute(listen);
      if (failures > 0) {
        LOG.info("news are heard again");
      }
      failures = 0;
      receiver.accept(Notice.MISSED);
      while (!closed) {
        var notices = connection.unwrap(PGConnection.class).getNotifications(SILENCE_MILLIS);
        if (notices == null || notices.length == 0) {
          statement.execute(listen); // fails where nobody is there any more
          continue;
        }
        for (var notice : notices) {
          if (!isOwn.test(notice.getPID())) {
            Notice.of(notice.getParameter()).forEach(receiver);
          }
        }
      }
    }
  }

  private static String channel(Statement statement) throws SQLException {
    try (var answer = statement.executeQuery("SELECT " + PostgresNews.CHANNEL)) {
      if (!answer.next() || answer.getString(1) == null) {
        throw new SQLException("there is no schema to listen to");
      }
      return answer.getString(1);
    }
  }

  private void pause() {
    try {
      if (!closed) {
        PostgresNews.pause(failures);
      }
    } catch (InterruptedException e) {
      // Closed: the loop ends.
    }
  }

  @Override
  public void close() {
    var ending = beginNoMore();
    var connection = listening;
    try {
      if (connection != null) {
        connection.abort(Runnable::run); // closing it would wait for what it waits for
      }
    } catch (SQLException e) {
      LOG.debug("the connection for news cannot be closed", e);
    }
    PostgresNews.end(ending);
  }

  private synchronized @Nullable Thread beginNoMore() {
    closed = true;
    return thread;
  }
}
