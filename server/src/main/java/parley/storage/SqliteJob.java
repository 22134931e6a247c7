package parley.storage;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One change that waits for the writer, and the caller who waits for it. May be run again. */
final class SqliteJob<T> {
  final CompletableFuture<T> done = new CompletableFuture<>();
  private final Function<Tx, T> work;
  private final LogContext log = LogContext.here();
  private @Nullable Tx tx;
  private @Nullable T result;
  @Nullable RuntimeException failure;

  SqliteJob(Function<Tx, T> work) {
    this.work = work;
  }

  void run(Tx fresh) {
    tx = fresh;
    failure = null;
    log.during(() -> result = work.apply(fresh));
  }

  Tx tx() {
    if (tx == null) {
      throw new IllegalStateException("a change that did not run");
    }
    return tx;
  }

  @SuppressWarnings("NullAway") // a deed may answer null when its T allows it
  void acknowledge() {
    if (failure != null) {
      done.completeExceptionally(SqlFailures.told(failure));
    } else {
      done.complete(result);
    }
  }
}
