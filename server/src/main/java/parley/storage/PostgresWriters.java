package parley.storage;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that write to PostgreSQL, first come, first served. Fewer may write at once than
 * there are connections: who only reads finds one. They are threads of the platform, because a
 * change waits for the server several times, and each such wait of a virtual thread goes by way of
 * two others (decision 17).
 */
final class PostgresWriters implements AutoCloseable {
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
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
    final CompletableFuture<T> done = new CompletableFuture<>();
    private final Supplier<T> work;
    private final LogContext log = LogContext.here();
    private final AtomicBoolean claimed = new AtomicBoolean();

    Turn(Supplier<T> work) {
      this.work = work;
    }

    /** Whether it is up to whoever asks first; either it begins, or it never does. */
    boolean claim() {
      return claimed.compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (!claim()) {
        return;
      }
      try {
        log.during(() -> done.complete(work.get()));
      } catch (Throwable e) { // it is thrown where it is waited for
        done.completeExceptionally(e);
      }
    }
  }

  /**
   * Runs a change in its turn.
   *
   * @param patience how long it waits for its turn
   * @throws StorageFailure.Busy when that does not come in time
   */
  <T> T write(Supplier<T> work, Duration patience) {
    var turn = new Turn<>(work);
    try {
      threads.execute(turn);
      return turn.done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new StorageFailure.Unavailable("it is closed", e);
    } catch (TimeoutException e) {
      if (turn.claim()) {
        throw new StorageFailure.Busy("every connection that writes is in use", null);
      }
      return result(turn.done);
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageFailure.Unavailable("interrupted while waiting for it", e);
    }
  }

  /** Changes that wait for their turn. */
  int waiting() {
    return waiting.size();
  }

  private static <T> T result(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      throw thrown(e.getCause());
    }
  }

  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
