package parley.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does the same from many threads at one moment. */
public final class Crowd {
  private Crowd() {}

  /** Runs the work for 0 to size - 1, all released at once; what each answered, in that order. */
  public static <T> List<T> run(int size, IntFunction<T> work) {
    var start = new CountDownLatch(1);
    var under = new ArrayList<Future<T>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < size; i++) {
        var number = i;
        under.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.apply(number);
                }));
      }
      start.countDown();
    }
    return under.stream().map(Crowd::result).toList();
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("one of the crowd failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
