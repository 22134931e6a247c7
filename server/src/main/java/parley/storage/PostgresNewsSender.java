package parley.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices, those of some milliseconds in one statement. What cannot be sent is dropped; the
 * others are told that they have missed something as soon as that can be sent.
 */
final class PostgresNewsSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresNewsSender.class);
  private static final int WAITING_MAX = 10_000;
  private static final long COLLECTED_MILLIS = 10;

  private final PostgresNews.Opener connections;
  private final BlockingQueue<Notice> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final AtomicBoolean lost = new AtomicBoolean();
  private @Nullable Thread thread;
  private @Nullable Connection connection;
  private volatile int backend;
  private volatile boolean closed;

  PostgresNewsSender(PostgresNews.Opener connections) {
    this.connections = connections;
  }

  /** Whether a notice came from here, by the process of the database that sent it. */
  boolean isOwn(int process) {
    return process == backend;
  }

  void send(Notice notice) {
    if (!waiting.offer(notice)) {
      lost.set(true);
    }
    begin();
  }

  /** Most nodes of one have nothing to send for days: they have no thread and no connection. */
  private synchronized void begin() {
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name("news-sender").start(this::run);
    }
  }

  private void run() {
    var failures = 0;
    while (!closed || !waiting.isEmpty()) {
      try {
        send(collect());
        if (failures > 0) {
          LOG.info("news reach the other servers again");
        }
        failures = 0;
      } catch (SQLException | RuntimeException e) {
        lost.set(true);
        disconnect();
        if (failures++ == 0) {
          LOG.warn("news cannot be sent, other servers find changes by looking: {}", e.toString());
        }
        pause(failures);
      }
    }
    disconnect();
  }

  /** Waits for notices, and a moment for more. */
  private Collection<Notice> collect() {
    if (lost.getAndSet(false)) {
      waiting.clear();
      return List.of(Notice.MISSED);
    }
    var notices = new LinkedHashSet<Notice>();
    try {
      if (!closed) {
        notices.add(waiting.take());
        Thread.sleep(COLLECTED_MILLIS);
      }
    } catch (InterruptedException e) {
      // Closed: what is there is sent without waiting for more.
    }
    waiting.drainTo(notices);
    return notices;
  }

  private void send(Collection<Notice> notices) throws SQLException {
    if (notices.isEmpty()) {
      return;
    }
    var open = connect();
    try (var statement =
        open.prepareStatement(
            "SELECT pg_notify(%s, payload) FROM unnest(?::text[]) AS payload"
                .formatted(PostgresNews.CHANNEL))) {
      statement.setArray(1, open.createArrayOf("text", Notice.payloads(notices).toArray()));
      statement.execute();
    }
  }

  private Connection connect() throws SQLException {
    if (connection == null) {
      connection = connections.open();
      backend = connection.unwrap(PGConnection.class).getBackendPID();
    }
    return connection;
  }

  private void disconnect() {
    backend = 0;
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("a connection that is given up cannot be closed", e);
    }
    connection = null;
  }

  private void pause(int failures) {
    try {
      PostgresNews.pause(failures);
    } catch (InterruptedException e) {
      waiting.clear(); // closed: it has been tried
    }
  }

  @Override
  public void close() {
    PostgresNews.end(beginNoMore());
  }

  private synchronized @Nullable Thread beginNoMore() {
    closed = true;
    return thread;
  }
}
