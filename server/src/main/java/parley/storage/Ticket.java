package parley.storage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The place of a change in the queue before a writer. Whoever claims it first decides: the writer,
 * who then sees it through, or who waits for it, and has lost patience; then it is never done.
 */
final class Ticket<T> {
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private final AtomicBoolean claimed = new AtomicBoolean();

  /** Whether it is up to whoever asks; once. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  @SuppressWarnings("NullAway") // a change may answer null when its T allows it
  void succeed(@Nullable T result) {
    done.complete(result);
  }

  void fail(Throwable reason) {
    done.completeExceptionally(reason);
  }

  /**
   * Waits for its turn to come, and then for its end, however long that takes.
   *
   * @param patience how long it waits for its turn
   * @param held why that may not come in time
   * @throws StorageFailure.Busy when it does not; then nothing was done, and nothing will be
   * @throws RuntimeException what the change has failed of
   */
  T await(Duration patience, String held) {
    try {
      return done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      if (claim()) {
        throw new StorageFailure.Busy(held, null);
      }
      return result();
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (claim()) {
        throw new StorageFailure.Unavailable("interrupted while waiting for it", e);
      }
      return result(); // it may be committed by now, and is not told as failed
    }
  }

  /** What has become of it; waits for its end. */
  T result() {
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
}
