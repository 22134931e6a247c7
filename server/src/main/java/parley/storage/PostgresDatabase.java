package parley.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** PostgreSQL, behind a pool of connections. Other nodes may write beside this one. */
final class PostgresDatabase implements Database {
  private static final int CONNECTIONS =
      Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
  private static final int TRIES_MAX = 10;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final News news;
  private final ReadWriteLock uses = new ReentrantReadWriteLock();
  private boolean closed;

  PostgresDatabase(DatabaseAddress address) {
    var config = new HikariConfig();
    config.setJdbcUrl(address.url());
    address.secrets().forEach(config::addDataSourceProperty);
    config.setPoolName("postgresql");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(2);
    config.addDataSourceProperty("ApplicationName", "parley");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Every statement of ours runs often: prepare it on the server from the second use.
    config.addDataSourceProperty("prepareThreshold", "2");
    pool = new HikariDataSource(config);
    jdbi = Jdbi.create(pool);
    news = new News(new PostgresNews(() -> openForNews(address)));
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
    return use(handle -> work.apply(new Tx(handle)));
  }

  @Override
  public <T> T snapshot(Function<Tx, T> work) {
    return use(
        handle ->
            handle.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, same -> work.apply(new Tx(same))));
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    for (var attempt = 1; ; attempt++) {
      try {
        return use(handle -> writeOnce(handle, work));
      } catch (RuntimeException e) {
        if (attempt == TRIES_MAX || !dialect().isWorthRetrying(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  private static <T> T writeOnce(Handle handle, Function<Tx, T> work) {
    var tx = new Tx(handle);
    handle.begin();
    T result;
    try {
      result = work.apply(tx);
    } catch (Throwable e) {
      handle.rollback();
      throw e;
    }
    tx.committing();
    var committed = false;
    try {
      handle.commit();
      committed = true;
    } finally {
      tx.ended(committed);
    }
    return result;
  }

  /** Hands out a connection for one use; closing waits for it. */
  private <T> T use(Function<Handle, T> work) {
    uses.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the database is closed");
      }
      try (var handle = jdbi.open()) {
        return work.apply(handle);
      }
    } finally {
      uses.readLock().unlock();
    }
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
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before a retry", e);
    }
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
    news.close();
    pool.close();
  }
}
