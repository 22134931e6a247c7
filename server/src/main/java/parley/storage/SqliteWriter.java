package parley.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the embedded database. Whoever finds it idle writes by himself: alone, a change
 * waits for nobody. Else a thread takes every change that waits, runs them one after the other in
 * one transaction, and syncs the disk once for all of them. A change is acknowledged after the
 * sync. Most changes that are refused have written nothing yet; where one has, all are undone and
 * run again, each in a savepoint. When that transaction is lost too, each is run in one of its own,
 * so that none fails for another.
 */
final class SqliteWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);
  private static final int BATCH_SIZE_MAX = 256;

  /** Changes that may wait: about a second's work of a slow disk. */
  private static final int WAITING_MAX = 4_096;

  private final Session session;
  private final SqliteCheckpointer checkpointer;
  private final Consumer<Throwable> onFatal;
  private final BlockingQueue<SqliteJob<?>> jobs = new LinkedBlockingQueue<>(WAITING_MAX);

  /** Has a permit when something may wait. */
  private final Semaphore work = new Semaphore(0);

  /** Held by whoever uses the session. */
  private final ReentrantLock turn = new ReentrantLock();

  // A platform thread: native calls and the sync would hold a virtual thread's carrier.
  private final Thread thread = new Thread(this::loop, "sqlite-writer");
  private long lastNumber;
  private volatile long settled = 1;
  private volatile boolean closed;

  SqliteWriter(Session session, SqliteCheckpointer checkpointer, Consumer<Throwable> onFatal) {
    this.session = session;
    this.checkpointer = checkpointer;
    this.onFatal = onFatal;
    SqliteNumbers.define(session, SqliteNumbers.TRANSACTION, () -> lastNumber);
    thread.start();
  }

  <T> T write(Function<Tx, T> work) {
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException("a write inside a write would wait for itself");
    }
    var job = new SqliteJob<>(work);
    if (!writeAtOnce(job)) {
      enqueue(job);
    }
    try {
      return job.done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Handing a change to another thread and back takes as long as the change. */
  private boolean writeAtOnce(SqliteJob<?> job) {
    if (!jobs.isEmpty() || !turn.tryLock()) {
      return false;
    }
    try {
      if (closed) {
        return false;
      }
      write(List.of(job));
      return true;
    } finally {
      turn.unlock();
    }
  }

  /** Together with the check: a job that comes behind the last one would wait for good. */
  private synchronized void enqueue(SqliteJob<?> job) {
    if (closed) {
      throw new StorageFailure.Unavailable("it is closed", null);
    }
    if (!jobs.offer(job)) {
      throw new StorageFailure.Busy(WAITING_MAX + " changes wait for the writer", null);
    }
    work.release();
  }

  long settled() {
    return settled;
  }

  private void loop() {
    while (!closed || !jobs.isEmpty()) {
      awaitWork();
      turn.lock();
      try {
        writeAll();
      } finally {
        turn.unlock();
      }
    }
  }

  private void awaitWork() {
    try {
      work.acquire();
      work.drainPermits();
    } catch (InterruptedException e) {
      LOG.debug("woken because the writer has ended", e);
    }
  }

  private void writeAll() {
    while (!jobs.isEmpty()) {
      var batch = new ArrayList<SqliteJob<?>>(BATCH_SIZE_MAX);
      jobs.drainTo(batch, BATCH_SIZE_MAX);
      write(batch);
    }
  }

  private void write(List<SqliteJob<?>> batch) {
    try {
      commit(batch);
      checkpointer.committed(batch.size());
    } catch (Throwable e) { // of a deed, too: after an error of the machine nothing is certain
      end(batch, e);
    }
  }

  private void commit(List<SqliteJob<?>> batch) {
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
    } finally {
      for (var job : good) {
        job.tx().ended(committed);
      }
    }
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

  /** Nobody will write any more: tells all who wait, and lets the process end. */
  private void end(List<SqliteJob<?>> batch, Throwable reason) {
    try {
      synchronized (this) {
        closed = true;
      }
      var unknown = new StorageFailure.OutcomeUnknown("the writer has ended", reason);
      batch.forEach(job -> job.done.completeExceptionally(unknown));
      var unavailable = new StorageFailure.Unavailable("the writer has ended", reason);
      for (var job = jobs.poll(); job != null; job = jobs.poll()) {
        job.done.completeExceptionally(unavailable);
      }
      thread.interrupt();
    } finally {
      onFatal.accept(reason);
    }
  }

  @Override
  public void close() {
    endQueue();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    turn.lock(); // whoever writes by himself finishes
    try {
      checkpointer.close();
      session.close();
    } finally {
      turn.unlock();
    }
  }

  private synchronized void endQueue() {
    closed = true;
    work.release();
  }
}
