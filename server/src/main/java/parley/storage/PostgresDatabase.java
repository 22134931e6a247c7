package parley.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL, behind a pool of connections. Other nodes may write beside this one. */
final class PostgresDatabase implements Database {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
  private static final int TRIES_MAX = 10;

  private final HikariDataSource pool;
  private final News news;
  private final PostgresWriters writers = new PostgresWriters();
  private final RowQueues queues = new RowQueues();
  private final Duration patience;
  private final LongAdder commits = new LongAdder();
  private final ReadWriteLock uses = new ReentrantReadWriteLock();
  private boolean closed;

  PostgresDatabase(DatabaseOptions options) {
    PostgresStart.await(options);
    pool = PostgresPool.open(options);
    patience = options.patience();
    news = new News(new PostgresNews(() -> openForNews(options.address())));
  }

  /** A connection of its own, which notices within seconds that nobody is there any more. */
  private static Connection openForNews(DatabaseAddress address) throws SQLException {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "parley news");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "10");
    address.secrets().forEach(properties::setProperty);
    return DriverManager.getConnection(address.url(), properties);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    var checked = UseGuard.checked(work);
    return use(session -> checked.apply(new Tx(session)));
  }

  @Override
  public <T> T snapshot(Function<Tx, T> work) {
    var checked = UseGuard.checked(work);
    return use(
        session -> {
          session.beginSnapshot();
          try {
            return checked.apply(new Tx(session));
          } finally {
            quietly(session::rollback); // it has only read
          }
        });
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    var checked = UseGuard.checked(work);
    try (var places = queues.none()) {
      return writeInTurn(places, checked);
    } catch (RowQueues.Full full) {
      try (var places = await(full)) {
        return writeInTurn(places, checked);
      }
    }
  }

  private RowQueues.Places await(RowQueues.Full full) {
    try {
      return queues.await(full, patience);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private <T> T writeInTurn(RowQueues.Places places, Function<Tx, T> work) {
    return writers.write(() -> writeUntilDone(places, work), patience);
  }

  /** Whoever has a connection is waited for, and whoever wants one waits. */
  @Override
  public <T> T writeAlone(Function<Tx, T> work) {
    try {
      if (!uses.writeLock().tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StorageFailure.Busy("others use it", null);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    try (var places = queues.none()) {
      return writeUntilDone(places, work);
    } finally {
      uses.writeLock().unlock();
    }
  }

  private <T> T writeUntilDone(RowQueues.Places places, Function<Tx, T> work) {
    for (var attempt = 1; ; attempt++) {
      try {
        var result = use(session -> writeOnce(session, new Tx(session, places::take), work));
        commits.increment();
        return result;
      } catch (RuntimeException e) {
        if (!SqlFailures.isWorthRetrying(e)) {
          throw e;
        }
        if (attempt == TRIES_MAX) {
          throw new StorageFailure.Busy(
              "others were quicker in each of %d tries".formatted(attempt), e);
        }
        pause(attempt);
      }
    }
  }

  private static <T> T writeOnce(Session session, Tx tx, Function<Tx, T> work) {
    var committed = false;
    try {
      session.begin();
      var result = runToCommit(session, tx, work);
      commit(session);
      committed = true;
      return result;
    } finally {
      tx.ended(committed);
    }
  }

  private static <T> T runToCommit(Session session, Tx tx, Function<Tx, T> work) {
    try {
      var result = work.apply(tx);
      tx.committing();
      return result;
    } catch (Throwable e) {
      quietly(session::rollback); // the first cause is the one told
      throw e;
    }
  }

  private static void commit(Session session) {
    try {
      session.commit();
    } catch (RuntimeException e) {
      throw SqlFailures.toldOfCommit(e);
    }
  }

  private Session open() {
    try {
      return new Session(pool.getConnection(), false);
    } catch (SQLException e) {
      throw new SqlError("no connection", e);
    }
  }

  /** Hands out a connection for one use; closing waits for it. */
  private <T> T use(Function<Session, T> work) {
    uses.readLock().lock();
    try {
      if (closed) {
        throw new StorageFailure.Unavailable("it is closed", null);
      }
      var session = open();
      try {
        return work.apply(session);
      } finally {
        quietly(session::close); // what is committed is no failure any more
      }
    } catch (RuntimeException e) {
      throw SqlFailures.told(e);
    } finally {
      uses.readLock().unlock();
    }
  }

  private static void quietly(Runnable end) {
    try {
      end.run();
    } catch (RuntimeException e) {
      LOG.debug("a connection could not be tidied up, and is given up", e);
    }
  }

  @Override
  public DatabaseLoad load() {
    var now = pool.getHikariPoolMXBean();
    var done = commits.sum();
    return new DatabaseLoad(
        now.getTotalConnections(),
        now.getActiveConnections(),
        now.getThreadsAwaitingConnection(),
        writers.waiting(),
        done,
        done);
  }

  @Override
  public News news() {
    return news;
  }

  private static void pause(int attempt) {
    try {
      // Random, so that two victims of one deadlock do not meet again.
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, 10L * attempt));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static StorageFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StorageFailure.Unavailable("interrupted while waiting for it", e);
  }

  @Override
  public void close() {
    // The pool itself would cut off what is under way, and leave others waiting for a connection.
    uses.writeLock().lock();
    try {
      closed = true;
    } finally {
      uses.writeLock().unlock();
    }
    writers.close();
    news.close();
    pool.close();
  }
}
