package parley.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.ThreadLocalRandom;
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

  PostgresDatabase(String jdbcUrl) {
    var config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setPoolName("postgresql");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(2);
    config.addDataSourceProperty("ApplicationName", "parley");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Every statement of ours runs often: prepare it on the server from the second use.
    config.addDataSourceProperty("prepareThreshold", "2");
    pool = new HikariDataSource(config);
    jdbi = Jdbi.create(pool);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    try (var handle = jdbi.open()) {
      return work.apply(tx(handle));
    }
  }

  @Override
  public <T> T snapshot(Function<Tx, T> work) {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ, handle -> work.apply(tx(handle)));
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    for (var attempt = 1; ; attempt++) {
      try {
        return writeOnce(work);
      } catch (RuntimeException e) {
        if (attempt == TRIES_MAX || !dialect().isWorthRetrying(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  private <T> T writeOnce(Function<Tx, T> work) {
    try (var handle = jdbi.open()) {
      var tx = tx(handle);
      handle.begin();
      T result;
      try {
        result = work.apply(tx);
      } catch (Throwable e) {
        handle.rollback();
        throw e;
      }
      tx.committing();
      try {
        handle.commit();
      } finally {
        tx.ended();
      }
      return result;
    }
  }

  private static Tx tx(Handle handle) {
    return new Tx(handle, () -> number(handle, "pg_current_xact_id()"));
  }

  @Override
  public long settled() {
    return jdbi.withHandle(handle -> number(handle, "pg_snapshot_xmin(pg_current_snapshot())"));
  }

  private static long number(Handle handle, String expression) {
    return Sql.query(handle, "SELECT " + expression + "::text::bigint AS number")
        .first(row -> row.number("number"))
        .orElseThrow();
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
    pool.close();
  }
}
