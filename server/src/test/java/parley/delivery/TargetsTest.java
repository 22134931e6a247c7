package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.testkit.TestClock;

/** Whose turn it is to be sent: the living are served, however many are dead. */
class TargetsTest {
  private static final String LIVING = "f".repeat(16);

  private final List<Targets.Turn> started = new ArrayList<>();
  private final Targets targets = new Targets(new TestClock(), started::add);

  @Test
  void aTargetIsAskedForAFewThingsAtOnceUntilItHasAnswered() {
    offer(LIVING, 30);
    assertThat(started).hasSize(2);
    endAll(200);
    assertThat(started).as("doubled by each of the two").hasSize(8);
    endAll(200);
    assertThat(started).as("never more").hasSize(16);
  }

  @Test
  void aTargetThatFailsIsAskedForOneThingAtATime() {
    offer(LIVING, 20);
    endAll(500);
    assertThat(started).hasSize(1);
  }

  @Test
  void howeverManyTargetsHangOneThatAnswersIsServedAtOnce() {
    offer(LIVING, 1);
    endAll(200);
    for (var dead = 0; dead < 2000; dead++) {
      offer("%016x".formatted(dead), 1);
    }
    var hanging = started.size();
    assertThat(hanging).isLessThan(500);
    offer(LIVING, 1);
    assertThat(started)
        .hasSize(hanging + 1)
        .last()
        .matches(it -> it.lane().target().equals(LIVING));
  }

  @Test
  void thoseWhoFoundNoPlaceGetOneInTheOrderInWhichTheyCame() {
    for (var dead = 0; dead < 1000; dead++) {
      offer("%016x".formatted(dead), 1);
    }
    var first = started.size();
    var turn = started.removeFirst();
    targets.ended(turn, attempt(500));
    assertThat(started.getLast().lane().target()).isEqualTo("%016x".formatted(first));
  }

  @Test
  void aPlaceThatComesFreeIsForWhoeverWaitsAndNotForWhoHadIt() {
    offer(LIVING, 1);
    endAll(200);
    for (var slow = 0; slow < 40; slow++) {
      prove("%016x".formatted(slow), 40);
    }
    var taken = List.copyOf(started);
    offer(LIVING, 1);
    assertThat(started).as("no place").isEqualTo(taken);
    endOne(taken, 0);
    for (var n = 1; !started.getLast().lane().target().equals(LIVING); n++) {
      assertThat(n).as("one place for each who came before").isLessThan(40);
      endOne(taken, n);
    }
  }

  @Test
  void howeverManyAreSlowWhoeverIsNotKnownGetsAPlace() {
    for (var slow = 0; slow < 40; slow++) {
      prove("%016x".formatted(slow), 40);
    }
    offer(LIVING, 1);
    assertThat(started.getLast().lane().target()).isEqualTo(LIVING);
  }

  /** Makes a target one that answers and has more to be told than its share. */
  private void prove(String target, int lanes) {
    var before = List.copyOf(started);
    offer(target, 1);
    for (var i = 0; i < 4; i++) {
      var own = started.stream().filter(it -> !before.contains(it)).toList();
      started.removeAll(own);
      own.forEach(turn -> targets.ended(turn, attempt(200)));
      offer(target, 1);
    }
    offer(target, lanes);
  }

  private void endOne(List<Targets.Turn> turns, int n) {
    targets.ended(turns.get(n), attempt(200));
  }

  @Test
  void noMoreWaitInMemoryThanThereIsRoomForHoweverManyTargetsThereAre() {
    for (var target = 0; target < 4000; target++) {
      offer("%016x".formatted(target), 3);
    }
    assertThat(targets.room(LIVING)).isZero();
    assertThat(targets.drain()).hasSize(2048);
    assertThat(targets.room(LIVING)).isPositive();
  }

  @Test
  void aLookThatIsDearIsTakenLessOften() {
    assertThat(Claims.pauseAfter(Duration.ofMillis(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(Claims.pauseAfter(Duration.ofMillis(1400))).isEqualTo(Duration.ofSeconds(28));
  }

  @Test
  void aTargetThatShowsNothingButTroubleIsLeftAloneUntilSomeTimeHasPassed() {
    var clock = new TestClock();
    var target = new TargetState(LIVING, clock);
    for (var i = 1; i <= 5; i++) {
      assertThat(target.permits()).isTrue();
      assertThat(target.called(attempt(500))).as("news of the fifth alone").isEqualTo(i == 5);
    }
    assertThat(target.isWell()).isFalse();
    assertThat(target.permits()).isFalse();
    clock.advance(Duration.ofSeconds(11));
    assertThat(target.permits()).as("one is let through").isTrue();
    assertThat(target.permits()).as("and no other").isFalse();
    assertThat(target.called(attempt(500))).as("no news").isFalse();
    clock.advance(Duration.ofSeconds(21));
    assertThat(target.permits()).isTrue();
    assertThat(target.called(attempt(204))).as("news").isTrue();
    assertThat(target.isWell()).isTrue();
  }

  @Test
  void whoSaysThatHeDoesNotWantACallIsNotInTrouble() {
    var target = new TargetState(LIVING, Clock.systemUTC());
    for (var i = 0; i < 10; i++) {
      target.called(attempt(404));
    }
    assertThat(target.isWell()).isTrue();
  }

  private void offer(String target, int lanes) {
    for (var i = 0; i < lanes; i++) {
      targets.offer(
          new LeasedLane(target + "/CH" + i, target, 1, List.of(), System.nanoTime(), false));
    }
  }

  private void endAll(long status) {
    var ended = List.copyOf(started);
    started.clear();
    ended.forEach(turn -> targets.ended(turn, attempt(status)));
  }

  private static DeliveryAttempt attempt(long status) {
    return new DeliveryAttempt(Instant.EPOCH, status, 1, null, "", null, false);
  }
}
