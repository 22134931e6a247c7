package parley.storage;

import java.util.List;
import java.util.function.Consumer;

/**
 * Commits changes together: runs them one after the other in one transaction, which syncs the disk
 * once for all of them. Most changes that are refused have written nothing yet; where one has, all
 * are undone and run again, each in a savepoint. When that transaction is lost too, each is run in
 * one of its own, so that none fails for another. Used by one thread at a time.
 */
final class SqliteCommits {
  private final Session session;
  private long lastNumber;
  private volatile long settled = 1;
  private volatile long changes;
  private volatile long commits;

  SqliteCommits(Session session) {
    this.session = session;
    SqliteNumbers.define(session, SqliteNumbers.TRANSACTION, () -> lastNumber);
  }

  /** The number below which every transaction is committed or undone. */
  long settled() {
    return settled;
  }

  /** Changes that it has committed. */
  long changes() {
    return changes;
  }

  /** Transactions that it has committed, each with one change or more. */
  long commits() {
    return commits;
  }

  /** Commits what it can, and acknowledges each. */
  void commit(List<SqliteJob<?>> batch) {
    commit(batch, this::run, reason -> commitGuarded(batch, reason));
  }

  private void commitGuarded(List<SqliteJob<?>> batch, RuntimeException reason) {
    if (batch.size() == 1) {
      fail(batch, reason);
    } else {
      commit(batch, this::runInSavepoint, lost -> commitApart(batch, lost));
    }
  }

  private void commitApart(List<SqliteJob<?>> batch, RuntimeException reason) {
    if (batch.size() == 1) {
      fail(batch, reason);
    } else {
      batch.forEach(job -> commit(List.of(job)));
    }
  }

  /**
   * Commits a batch, or each of its changes for itself when the commit fails.
   *
   * @param lost what is done when a change has spoilt the transaction for all
   */
  private void commit(
      List<SqliteJob<?>> batch, Consumer<SqliteJob<?>> way, Consumer<RuntimeException> lost) {
    var next = lost;
    try {
      execute("BEGIN IMMEDIATE");
    } catch (RuntimeException e) {
      fail(batch, e);
      return;
    }
    try {
      batch.forEach(way);
      next = reason -> commitApart(batch, reason);
      commitOpen(batch.stream().filter(job -> job.failure == null).toList());
    } catch (RuntimeException e) {
      rollBackQuietly(e);
      next.accept(e);
      return;
    }
    batch.forEach(SqliteJob::acknowledge);
  }

  private static void fail(List<SqliteJob<?>> batch, RuntimeException reason) {
    for (var job : batch) {
      job.failure = reason;
      job.acknowledge();
    }
  }

  /** A change that is refused leaves those beside it alone only when there is nothing to undo. */
  private void run(SqliteJob<?> job) {
    lastNumber++;
    try {
      job.run(new Tx(session));
    } catch (RuntimeException e) {
      if (job.tx().hasWritten() || SqlFailures.isOfDatabase(e)) {
        throw e;
      }
      job.failure = e;
    }
  }

  private void runInSavepoint(SqliteJob<?> job) {
    execute("SAVEPOINT job");
    lastNumber++;
    try {
      job.run(new Tx(session));
    } catch (RuntimeException e) {
      job.failure = e;
      rollBackToSavepoint(e);
    }
    execute("RELEASE job");
  }

  /** At some failures, as of a full disk, SQLite has rolled all back by itself. */
  private void rollBackToSavepoint(RuntimeException reason) {
    try {
      execute("ROLLBACK TO job");
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
      throw reason;
    }
  }

  private void commitOpen(List<SqliteJob<?>> good) {
    var committed = false;
    try {
      good.forEach(job -> job.tx().committing());
      commitOpen();
      settled = lastNumber + 1;
      committed = true;
      count(good.size());
    } finally {
      for (var job : good) {
        job.tx().ended(committed);
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, others look
  private void count(int batch) {
    changes += batch;
    commits += Math.min(batch, 1); // where all were refused, nothing was committed
  }

  private void commitOpen() {
    try {
      execute("COMMIT");
    } catch (RuntimeException e) {
      throw SqlFailures.toldOfCommit(e);
    }
  }

  private void execute(String sql) {
    new Sql(session, sql).run();
  }

  private void rollBackQuietly(RuntimeException reason) {
    try {
      execute("ROLLBACK");
    } catch (RuntimeException e) {
      reason.addSuppressed(e); // SQLite has rolled back by itself
    }
  }
}
