package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Changes wait for a connection in a queue that has an end. */
class PostgresWritersTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void whoComesToAFullQueueIsRefusedAtOnceAndNobodyInItIsForgotten() {
    var done = new AtomicInteger();
    var everybody = PostgresPool.WRITERS + PostgresWriters.WAITING_MAX;
    try (var writers = new PostgresWriters();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var gate = new CountDownLatch(1);
      for (var i = 0; i < everybody; i++) {
        callers.execute(() -> writers.write(() -> pass(gate, done), LONG));
      }
      await().until(() -> writers.waiting() == PostgresWriters.WAITING_MAX);

      assertThatThrownBy(() -> writers.write(() -> pass(gate, done), LONG))
          .isInstanceOf(StorageFailure.Busy.class);

      gate.countDown();
      await().until(() -> done.get() == everybody);
    }
    assertThat(done).hasValue(everybody);
  }

  private static int pass(CountDownLatch gate, AtomicInteger done) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return done.incrementAndGet();
  }
}
