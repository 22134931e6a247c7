package parley.storage;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that write to PostgreSQL, first come, first served. Fewer may write at once than
 * there are connections: who only reads finds one. They are threads of the platform, because a
 * change waits for the server several times, and each such wait of a virtual thread goes by way of
 * two others (decision 17).
 */
final class PostgresWriters implements AutoCloseable {
  /** Changes that may wait: about two seconds' work. */
  static final int WAITING_MAX = 4_096;

  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          PostgresPool.WRITERS,
          PostgresPool.WRITERS,
          0,
          TimeUnit.SECONDS,
          waiting,
          Thread.ofPlatform().daemon().name("postgres-writer-", 1).factory());

  /** One change and who waits for it. */
  private static final class Turn<T> implements Runnable {
    final Ticket<T> ticket = new Ticket<>();
    private final Supplier<T> work;
    private final LogContext log = LogContext.here();

    Turn(Supplier<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (!ticket.claim()) {
        return;
      }
      try {
        log.during(() -> ticket.succeed(work.get()));
      } catch (Throwable e) { // it is thrown where it is waited for
        ticket.fail(e);
      }
    }
  }

  /**
   * Runs a change in its turn.
   *
   * @param patience how long it waits for its turn
   * @throws StorageFailure.Busy when that does not come in time, or too many wait already
   */
  <T> T write(Supplier<T> work, Duration patience) {
    var turn = new Turn<>(work);
    try {
      threads.execute(turn);
    } catch (RejectedExecutionException e) {
      if (threads.isShutdown()) {
        throw new StorageFailure.Unavailable("it is closed", e);
      }
      throw new StorageFailure.Busy(WAITING_MAX + " changes wait for a connection that writes", e);
    }
    return turn.ticket.await(patience, "every connection that writes is in use");
  }

  /** Changes that wait for their turn. */
  int waiting() {
    return waiting.size();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
