package parley.storage;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One change that waits for the writer, and the caller who waits for it. May be run again. */
final class SqliteJob<T> {
  final Ticket<T> ticket = new Ticket<>();
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

  void acknowledge() {
    if (failure != null) {
      ticket.fail(SqlFailures.told(failure));
    } else {
      ticket.succeed(result);
    }
  }
}
