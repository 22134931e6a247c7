package parley.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the embedded database. Whoever finds it idle writes by himself: alone, a change
 * waits for nobody. Else a thread takes all that waits and has it committed together, so that under
 * load the sync of the disk is shared by many. A change is acknowledged after the sync.
 */
final class SqliteWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);
  private static final int BATCH_SIZE_MAX = 256;

  /** Changes that may wait: about a second's work of a slow disk. */
  private static final int WAITING_MAX = 4_096;

  private final Session session;
  private final SqliteCommits commits;
  private final SqliteCheckpointer checkpointer;
  private final Consumer<Throwable> onFatal;
  private final BlockingQueue<SqliteJob<?>> jobs = new LinkedBlockingQueue<>(WAITING_MAX);

  /** Has a permit when something may wait. */
  private final Semaphore work = new Semaphore(0);

  /** Held by whoever uses the session. */
  private final ReentrantLock turn = new ReentrantLock();

  // A platform thread: native calls and the sync would hold a virtual thread's carrier.
  private final Thread thread = new Thread(this::loop, "sqlite-writer");
  private volatile boolean closed;

  SqliteWriter(Session session, SqliteCheckpointer checkpointer, Consumer<Throwable> onFatal) {
    this.session = session;
    this.commits = new SqliteCommits(session);
    this.checkpointer = checkpointer;
    this.onFatal = onFatal;
    thread.start();
  }

  /**
   * Writes.
   *
   * @param patience how long the change waits for its turn
   * @throws StorageFailure.Busy when that does not come in time, or too many wait already
   */
  <T> T write(Function<Tx, T> work, Duration patience) {
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException("a write inside a write would wait for itself");
    }
    var job = new SqliteJob<>(work);
    if (writeAtOnce(job)) {
      return job.ticket.result();
    }
    enqueue(job);
    return job.ticket.await(patience, "a change that lasts holds the writer");
  }

  /** Writes in a transaction of its own, without a look at foreign keys, which costs each row. */
  <T> T writeAlone(Function<Tx, T> work, Duration patience) {
    var job = new SqliteJob<>(work);
    if (!takeTurn(patience)) {
      throw new StorageFailure.Busy("others write", null);
    }
    try {
      if (closed) {
        throw new StorageFailure.Unavailable("it is closed", null);
      }
      session.execute("PRAGMA foreign_keys = OFF");
      try {
        write(List.of(job));
      } finally {
        session.execute("PRAGMA foreign_keys = ON");
      }
    } finally {
      turn.unlock();
    }
    return job.ticket.result();
  }

  private boolean takeTurn(Duration patience) {
    try {
      return turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageFailure.Unavailable("interrupted while waiting for it", e);
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

  int inUse() {
    return turn.isLocked() ? 1 : 0;
  }

  int waiting() {
    return jobs.size();
  }

  long changes() {
    return commits.changes();
  }

  long commits() {
    return commits.commits();
  }

  long settled() {
    return commits.settled();
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
      LOG.debug("nobody has cause to; what waits is done all the same", e);
    }
  }

  private void writeAll() {
    while (!jobs.isEmpty()) {
      var batch = new ArrayList<SqliteJob<?>>(BATCH_SIZE_MAX);
      jobs.drainTo(batch, BATCH_SIZE_MAX);
      batch.removeIf(
          job -> !job.ticket.claim()); // who has lost patience was told that it is not done
      if (!batch.isEmpty()) {
        write(batch);
      }
    }
  }

  private void write(List<SqliteJob<?>> batch) {
    try {
      commits.commit(batch);
      checkpointer.committed(batch.size());
    } catch (Throwable e) { // of a deed, too: after an error of the machine nothing is certain
      end(batch, e);
    }
  }

  /** Nobody will write any more: tells all who wait, and lets the process end. */
  private void end(List<SqliteJob<?>> batch, Throwable reason) {
    try {
      synchronized (this) {
        closed = true;
      }
      var unknown = new StorageFailure.OutcomeUnknown("the writer has ended", reason);
      batch.forEach(job -> job.ticket.fail(unknown));
      var unavailable = new StorageFailure.Unavailable("the writer has ended", reason);
      for (var job = jobs.poll(); job != null; job = jobs.poll()) {
        job.ticket.fail(unavailable);
      }
      work.release();
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
