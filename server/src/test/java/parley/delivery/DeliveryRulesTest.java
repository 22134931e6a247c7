package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.delivery.DeliveryRules.Verdict;

/** What is tried again, and for how long. */
class DeliveryRulesTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {200, 201, 204, 299})
  void whatIsAnsweredWellIsTaken(long status) {
    assertThat(judge(status, 0, Duration.ZERO)).isInstanceOf(Verdict.Taken.class);
  }

  @ParameterizedTest
  @CsvSource({
    "500, 1439",
    "503, 1439",
    "429, 1439",
    "408, 1439",
    "425, 1439",
    "404, 14",
    "401, 14",
    "302, 14"
  })
  void whatMayPassIsTriedForSoManyMinutes(long status, long minutes) {
    var last = Duration.ofMinutes(minutes);
    assertThat(judge(status, 50, last)).isInstanceOf(Verdict.Again.class);
    assertThat(judge(status, 50, last.plusMinutes(1))).isInstanceOf(Verdict.GivenUp.class);
  }

  @Test
  void noAnswerIsTriedForADay() {
    assertThat(judge(null, 50, Duration.ofHours(23))).isInstanceOf(Verdict.Again.class);
    assertThat(judge(null, 50, Duration.ofHours(24))).isInstanceOf(Verdict.GivenUp.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {400, 405, 413, 422, 451})
  void whatIsNotWantedIsTriedThreeTimes(long status) {
    assertThat(judge(status, 1, Duration.ZERO)).isInstanceOf(Verdict.Again.class);
    assertThat(judge(status, 2, Duration.ZERO)).isInstanceOf(Verdict.GivenUp.class);
  }

  @Test
  void whoIsGoneIsNotAskedAgain() {
    assertThat(judge(410L, 0, Duration.ZERO)).isInstanceOf(Verdict.GivenUp.class);
  }

  @Test
  void aWaitThatIsAskedForIsKeptUpToAnHour() {
    assertThat(waitAsked(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
    assertThat(waitAsked(Duration.ofDays(10))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void theWaitDoublesUpToHalfAnHourGiveOrTakeAFifth() {
    assertThat(waitAfter(1)).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
    assertThat(waitAfter(2)).isBetween(Duration.ofMillis(3200), Duration.ofMillis(4800));
    assertThat(waitAfter(60)).isBetween(Duration.ofMinutes(24), Duration.ofMinutes(36));
  }

  private static Duration waitAfter(long failures) {
    var attempt = attempt(500L, null);
    var verdict = DeliveryRules.DEFAULT.judge(delivery(0), attempt, failures, BEGIN);
    return Duration.between(BEGIN, ((Verdict.Again) verdict).at());
  }

  private static Duration waitAsked(Duration asked) {
    var verdict = DeliveryRules.DEFAULT.judge(delivery(0), attempt(503L, asked), 1, BEGIN);
    return Duration.between(BEGIN, ((Verdict.Again) verdict).at());
  }

  private static Verdict judge(@Nullable Long status, long attempts, Duration age) {
    return DeliveryRules.DEFAULT.judge(
        delivery(attempts), attempt(status, null), attempts + 1, BEGIN.plus(age));
  }

  private static DeliveryAttempt attempt(@Nullable Long status, @Nullable Duration retryAfter) {
    return new DeliveryAttempt(BEGIN, status, 5, null, "", retryAfter, false);
  }

  private static Delivery delivery(long attempts) {
    return Deliverable.at(BEGIN, Map.of()).with(it -> it.attempts(attempts));
  }
}
