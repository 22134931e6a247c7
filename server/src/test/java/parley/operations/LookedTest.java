package parley.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookedTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void whatWasSeenIsRememberedForAWhile() {
    var looked = new Looked<>(Duration.ofDays(1), LONG, looks::incrementAndGet);
    assertThat(looked.get()).isEqualTo(1);
    assertThat(looked.get()).isEqualTo(1);
  }

  @Test
  void afterAWhileItIsLookedAtAgain() {
    var looked = new Looked<>(Duration.ZERO, LONG, looks::incrementAndGet);
    assertThat(looked.get()).isEqualTo(1);
    await().until(() -> Objects.equals(looked.get(), 2));
  }

  @Test
  void whatFailsTellsNothingAndIsNotTriedAgainAtOnce() {
    var looked =
        new Looked<Integer>(
            Duration.ofDays(1),
            LONG,
            () -> {
              looks.incrementAndGet();
              throw new IllegalStateException("no database");
            });
    assertThat(looked.get()).isNull();
    assertThat(looked.get()).isNull();
    assertThat(looks).hasValue(1);
  }

  @Test
  void aLookThatHangsIsWaitedForSoLongAndTellsNothingUntilItEnds() {
    var goOn = new CountDownLatch(1);
    var looked =
        new Looked<>(
            Duration.ofDays(1),
            Duration.ofMillis(1),
            () -> {
              waitFor(goOn);
              return looks.incrementAndGet();
            });
    assertThat(looked.get()).isNull();
    assertThat(looked.get()).isNull();
    goOn.countDown();
    await().until(() -> looked.get() != null);
    assertThat(looks).as("one look at a time").hasValue(1);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoComesWhileSomebodyLooksDoesNotWait() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var looked =
        new Looked<>(
            Duration.ofDays(1),
            LONG,
            () -> {
              inside.countDown();
              waitFor(goOn);
              return 1;
            });
    var other = Thread.startVirtualThread(looked::get);
    inside.await();
    assertThat(looked.get()).isNull();
    goOn.countDown();
    other.join();
    assertThat(looked.get()).isEqualTo(1);
  }
}
