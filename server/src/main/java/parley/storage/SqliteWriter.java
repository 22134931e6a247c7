package parley.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the embedded database: a thread that takes every change that waits, runs them
 * one after the other in one transaction, each in a savepoint of its own, and syncs the disk once
 * for all of them. A change is acknowledged after that sync. Under load the sync is shared by many;
 * alone, a change waits for nobody.
 */
final class SqliteWriter implements AutoCloseable {
  private static final int BATCH_SIZE_MAX = 256;

  private final Handle handle;
  private final SqliteCheckpointer checkpointer;
  private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
  // A platform thread: native calls and the sync would hold a virtual thread's carrier.
  private final Thread thread = new Thread(this::loop, "sqlite-writer");
  private long lastNumber;
  private volatile long settled = 1;
  private volatile boolean closed;

  SqliteWriter(Handle handle, SqliteCheckpointer checkpointer) {
    this.handle = handle;
    this.checkpointer = checkpointer;
    SqliteNumbers.define(handle, SqliteNumbers.TRANSACTION, () -> lastNumber);
    thread.start();
  }

  /** One change that waits, and the caller who waits for it. */
  private static final class Job<T> {
    final Function<Tx, T> work;
    final CompletableFuture<T> done = new CompletableFuture<>();
    @Nullable Tx tx;
    @Nullable T result;
    @Nullable Throwable failure;

    Job(Function<Tx, T> work) {
      this.work = work;
    }

    void run(Tx fresh) {
      tx = fresh;
      result = work.apply(fresh);
    }

    @SuppressWarnings("NullAway") // a deed may answer null when its T allows it
    void acknowledge() {
      if (failure != null) {
        done.completeExceptionally(failure);
      } else {
        done.complete(result);
      }
    }
  }

  <T> T write(Function<Tx, T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a write inside a write would wait for itself");
    }
    var job = new Job<>(work);
    enqueue(job);
    try {
      return job.done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Together with the check: a job that comes behind the last one would wait for good. */
  private synchronized void enqueue(Job<?> job) {
    if (closed) {
      throw new IllegalStateException("the database is closed");
    }
    jobs.add(job);
  }

  long settled() {
    return settled;
  }

  private void loop() {
    var batch = new ArrayList<Job<?>>();
    while (!closed || !jobs.isEmpty()) {
      try {
        batch.add(jobs.take());
      } catch (InterruptedException e) {
        continue; // nobody has cause to; what waits is done all the same
      }
      jobs.drainTo(batch, BATCH_SIZE_MAX - 1);
      commit(batch);
      checkpointer.committed(batch.size());
      batch.clear();
    }
  }

  private void commit(List<Job<?>> batch) {
    try {
      execute("BEGIN IMMEDIATE");
      batch.forEach(this::runInSavepoint);
      var good = batch.stream().filter(job -> job.failure == null).toList();
      good.forEach(job -> tx(job).committing());
      var committed = false;
      try {
        execute("COMMIT");
        settled = lastNumber + 1;
        committed = true;
      } finally {
        for (var job : good) {
          tx(job).ended(committed);
        }
      }
    } catch (Throwable e) { // the disk is full or gone: nothing of this batch has happened
      batch.forEach(job -> job.failure = e);
      rollBackQuietly(e);
    }
    batch.forEach(Job::acknowledge);
  }

  private void runInSavepoint(Job<?> job) {
    execute("SAVEPOINT job");
    lastNumber++;
    try {
      job.run(new Tx(handle));
    } catch (Throwable e) {
      job.failure = e;
      execute("ROLLBACK TO job");
    }
    execute("RELEASE job");
  }

  private static Tx tx(Job<?> job) {
    if (job.tx == null) {
      throw new IllegalStateException("a change that did not run");
    }
    return job.tx;
  }

  private void execute(String sql) {
    Sql.update(handle, sql).run();
  }

  private void rollBackQuietly(Throwable reason) {
    try {
      execute("ROLLBACK");
    } catch (RuntimeException e) {
      reason.addSuppressed(e); // SQLite has rolled back by itself
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
    checkpointer.close();
    handle.close();
  }

  private synchronized void endQueue() {
    closed = true;
    jobs.add(new Job<>(tx -> Boolean.TRUE)); // wakes a writer that waits for work
  }
}
