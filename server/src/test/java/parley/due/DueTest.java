package parley.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import parley.storage.StorageFailure;
import parley.testkit.Crowd;
import parley.testkit.TestClock;

@Timeout(60)
class DueTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestClock clock = new TestClock();
  @AutoClose private final Due due = new Due(clock);
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void aTaskRunsWhenTheClockSaysSoAndOnceForAllTurnsItMissed() {
    due.every(MINUTE, "count", runs::incrementAndGet);
    due.start();
    assertThat(runsAfter(Duration.ZERO)).isZero();
    assertThat(runsAfter(Duration.ofSeconds(59))).isZero();
    assertThat(runsAfter(Duration.ofSeconds(1))).isEqualTo(1);
    assertThat(runsAfter(Duration.ofSeconds(59))).isEqualTo(1);
    assertThat(runsAfter(Duration.ofHours(3))).isEqualTo(2);
  }

  @Test
  void aClockThatSomebodyMovesIsNoticed() {
    due.every(MINUTE, "count", runs::incrementAndGet);
    due.start();
    clock.advance(MINUTE);
    await().until(() -> runs.get() == 1);
  }

  @Test
  void aClockThatIsSetBackPutsNothingOff() {
    due.every(MINUTE, "count", runs::incrementAndGet);
    due.start();
    assertThat(runsAfter(Duration.ofHours(-5))).isEqualTo(1);
    assertThat(runsAfter(MINUTE)).isEqualTo(2);
  }

  @Test
  void aTaskSaysItselfWhenItRunsNext() {
    var end = clock.instant().plus(MINUTE.multipliedBy(3));
    due.add(
        "thrice",
        now -> {
          runs.incrementAndGet();
          return now.isBefore(end) ? now.plus(MINUTE) : null;
        });
    due.start();
    assertThat(runsAfter(Duration.ZERO)).isEqualTo(1);
    assertThat(runsAfter(MINUTE)).isEqualTo(2);
    assertThat(runsAfter(MINUTE.multipliedBy(2))).isEqualTo(3);
    assertThat(runsAfter(Duration.ofDays(1))).isEqualTo(3);
  }

  @Test
  void aTaskThatIsNotDoneGoesOnAtOnce() {
    due.add("in portions", now -> runs.incrementAndGet() < 5 ? now : null);
    due.start();
    assertThat(runsAfter(Duration.ZERO)).isEqualTo(5);
  }

  @Test
  void aWakeUpThatComesWhileATaskRunsMakesItRunOnceMore() {
    var running = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var task =
        due.add(
            "slow",
            now -> {
              runs.incrementAndGet();
              running.countDown();
              waitFor(release);
              return null;
            });
    due.start();
    waitFor(running);
    task.wake();
    task.wake();
    release.countDown();
    assertThat(runsAfter(Duration.ZERO)).isEqualTo(2);
  }

  @Test
  void aWakeUpBeforeTheStartIsKept() {
    var task = due.every(MINUTE, "count", runs::incrementAndGet);
    task.wake();
    due.start();
    assertThat(runsAfter(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void whatWasWrittenBeforeAWakeUpIsSeenByARun() {
    var written = new AtomicInteger();
    var seen = new AtomicInteger();
    var task =
        due.add(
            "look",
            now -> {
              seen.set(written.get());
              return null;
            });
    due.start();
    for (var round = 1; round <= 200; round++) {
      Crowd.run(
          10,
          writer -> {
            written.incrementAndGet();
            task.wake();
            return writer;
          });
      due.settle();
      assertThat(seen).hasValue(written.get());
    }
    assertThat(written).hasValue(2000);
  }

  @Test
  void settlingWaitsForWhatARunHasWoken() {
    var last = due.add("last", now -> null);
    var first =
        due.every(
            MINUTE,
            "first",
            () -> {
              runs.incrementAndGet();
              last.wake();
            });
    var after = due.every(MINUTE.multipliedBy(2), "after", first::wake);
    due.start();
    after.wake();
    assertThat(runsAfter(Duration.ZERO)).isEqualTo(1);
    assertThat(last.isBusy()).isFalse();
  }

  @Test
  void aSlowTaskStopsNoOther() {
    var release = new CountDownLatch(1);
    due.add(
        "slow",
        now -> {
          waitFor(release);
          return null;
        });
    var quick = new CountDownLatch(1);
    due.every(MINUTE, "quick", quick::countDown);
    due.start();
    clock.advance(MINUTE);
    waitFor(quick);
    release.countDown();
  }

  @Test
  void aTaskThatFailsIsTriedAgainLaterEachTimeAndStopsNoOther() {
    var failing =
        due.every(
            MINUTE,
            "failing",
            () -> {
              runs.incrementAndGet();
              throw new IllegalStateException("on purpose");
            });
    var others = new AtomicInteger();
    due.every(Duration.ofSeconds(1), "other", others::incrementAndGet);
    due.start();
    assertThat(runsAfter(MINUTE)).isEqualTo(1);
    assertThat(runsAfter(Duration.ofSeconds(1))).isEqualTo(2);
    assertThat(runsAfter(Duration.ofSeconds(1))).isEqualTo(2);
    failing.wake();
    assertThat(runsAfter(Duration.ZERO)).as("woken, but in back-off").isEqualTo(2);
    assertThat(runsAfter(Duration.ofSeconds(1))).isEqualTo(3);
    assertThat(runsAfter(Duration.ofSeconds(3))).isEqualTo(3);
    assertThat(runsAfter(Duration.ofSeconds(1))).isEqualTo(4);
    assertThat(others).hasValueGreaterThanOrEqualTo(5);
  }

  @Test
  void howeverLongTheDatabaseIsAwayATaskIsTriedAgainWithinTwoSeconds() {
    due.every(
        MINUTE,
        "failing",
        () -> {
          runs.incrementAndGet();
          throw StorageFailure.ofFile(new IOException("away"));
        });
    due.start();
    assertThat(runsAfter(MINUTE)).isEqualTo(1);
    for (var failures = 1; failures < 20; failures++) {
      assertThat(runsAfter(Duration.ofSeconds(2))).isEqualTo(failures + 1);
    }
  }

  @Test
  void aFailureIsLoggedOncePerCauseAndItsEndToo() {
    var failures =
        new ArrayList<>(List.of("disk full", "disk full", "no such file", "disk full", ""));
    due.every(
        MINUTE,
        "failing",
        () -> {
          var failure = failures.removeFirst();
          if (!failure.isEmpty()) {
            throw new IllegalStateException("wrapped", new IllegalArgumentException(failure));
          }
        });
    var log = (Logger) LoggerFactory.getLogger(Due.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.list = Collections.synchronizedList(new ArrayList<>());
    lines.start();
    log.addAppender(lines);
    try {
      due.start();
      for (var i = 0; i < 5; i++) {
        clock.advance(MINUTE);
        due.settle();
      }
    } finally {
      log.detachAppender(lines);
    }
    assertThat(failures).isEmpty();
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.ERROR, Level.ERROR, Level.INFO);
  }

  @Test
  void evenAnErrorDoesNotEndATask() {
    due.every(
        MINUTE,
        "failing",
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw new AssertionError("on purpose");
          }
        });
    due.start();
    assertThat(runsAfter(MINUTE)).isEqualTo(1);
    assertThat(runsAfter(MINUTE)).isEqualTo(2);
  }

  @Test
  void closingLetsARunFinishAndBeginsNoOther() {
    var running = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var task =
        due.add(
            "slow",
            now -> {
              running.countDown();
              waitFor(release);
              runs.incrementAndGet();
              return now;
            });
    due.start();
    waitFor(running);
    var closing = Thread.ofPlatform().start(due::close);
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    task.wake();
    release.countDown();
    await().until(() -> !closing.isAlive());
    assertThat(runs).hasValue(1);
  }

  @Test
  void closingWaitsNotForEverForATaskThatHangs() {
    var running = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var bounded = new Due(clock, Duration.ofMillis(1))) {
      bounded.add(
          "hanging",
          now -> {
            running.countDown();
            waitFor(release);
            return null;
          });
      bounded.start();
      waitFor(running);
    }
    release.countDown();
  }

  @Test
  void nothingSettlesBeforeTheStart() {
    assertThatThrownBy(due::settle).isInstanceOf(IllegalStateException.class);
  }

  private int runsAfter(Duration duration) {
    clock.advance(duration);
    due.settle();
    return runs.get();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
