package parley.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections that are open: how many there may be, and how long a request's head may take. */
final class Connections extends HttpConnectionFactory implements Connection.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** How long one of too many may be silent. */
  private static final Duration SURPLUS_IDLE = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS_MAX = 1000;

  private final HttpLimits limits;
  private final Set<TimedConnection> open = ConcurrentHashMap.newKeySet();

  /** Those of them that are not too many. */
  private final AtomicInteger regular = new AtomicInteger();

  Connections(HttpConfiguration configuration, HttpLimits limits) {
    super(configuration);
    this.limits = limits;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var connection = new TimedConnection(getHttpConfiguration(), connector, endPoint, limits);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof TimedConnection fresh) {
      open.add(fresh);
      if (regular.incrementAndGet() > limits.connections()) {
        regular.decrementAndGet();
        fresh.markSurplus(SURPLUS_IDLE);
      }
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof TimedConnection gone && open.remove(gone) && !gone.isSurplus()) {
      regular.decrementAndGet();
    }
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  /** Looks from now on, again and again, for heads and readers that are late. */
  void watch(Scheduler scheduler) {
    var pause = Math.clamp(limits.requestTime().toMillis() / 4, 1, LOOK_MILLIS_MAX);
    scheduler.schedule(() -> lookAndWatch(scheduler), pause, TimeUnit.MILLISECONDS);
  }

  private void lookAndWatch(Scheduler scheduler) {
    watch(scheduler); // first: whatever the look meets, another one follows
    open.forEach(TimedConnection::endIfLate);
  }

  /** Ends those on which nothing is under way. */
  void endIdle() {
    open.forEach(Connections::endIfIdle);
  }

  /** One whose end fails must not keep the others, and the server, from ending. */
  private static void endIfIdle(TimedConnection connection) {
    try {
      connection.endIfIdle();
    } catch (RuntimeException e) {
      LOG.warn("a connection did not end as it should", e);
    }
  }
}
