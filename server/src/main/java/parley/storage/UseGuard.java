package parley.storage;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Has somebody use the database only as long as he may: a check of his own runs at the beginning of
 * each use, within the transaction if there is one, so that nothing comes between them. Where a
 * test has replaced all there is, this keeps what came before from changing what came instead.
 */
public final class UseGuard {
  private static final ScopedValue<Runnable> CHECK = ScopedValue.newInstance();

  private UseGuard() {}

  /**
   * Does something on this thread.
   *
   * @param check throws when the database is not to be used any more; never blocks
   */
  public static <T> T within(Runnable check, Supplier<T> work) {
    return ScopedValue.where(CHECK, check).call(work::get);
  }

  /** The work of the thread that asks, with its check before it, whichever thread runs it. */
  static <T> Function<Tx, T> checked(Function<Tx, T> work) {
    if (!CHECK.isBound()) {
      return work;
    }
    var check = CHECK.get();
    return tx -> {
      check.run();
      return work.apply(tx);
    };
  }
}
