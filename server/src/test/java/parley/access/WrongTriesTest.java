package parley.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WrongTriesTest {
  private static final Duration DELAY = Duration.ofSeconds(1);

  private final AtomicLong nanos = new AtomicLong();
  private final WrongTries tries = new WrongTries(DELAY, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void mistakes(String address) {
    for (var i = 0; i < WrongTries.FREE; i++) {
      assertThat(tries.note(address)).isZero();
    }
  }

  @Test
  void aFewMistakesAreAnsweredAtOnceAndWhatFollowsLate() {
    mistakes("192.0.2.1");
    assertThat(tries.note("192.0.2.1")).isEqualTo(DELAY);
    assertThat(tries.note("192.0.2.2")).isZero();
  }

  @Test
  void anAddressIsForgottenThatWasSilentForAMinute() {
    mistakes("192.0.2.1");
    pass(WrongTries.REMEMBERED.minusMillis(1));
    assertThat(tries.note("192.0.2.1")).isEqualTo(DELAY);
    pass(WrongTries.REMEMBERED);
    mistakes("192.0.2.1");
  }

  @Test
  void allAddressesOfAnIpv6NetworkAreOneCaller() {
    for (var i = 0; i < WrongTries.FREE; i++) {
      assertThat(tries.note("2001:db8:0:1::" + i)).isZero();
    }
    assertThat(tries.note("2001:db8:0:1:ffff::1")).isEqualTo(DELAY);
    assertThat(tries.note("2001:db8:0:2::1")).isZero();
  }

  @Test
  void howeverManyAddressesTheirMemoryIsBoundedAndWhoComesBackIsKept() {
    mistakes("192.0.2.1");
    for (var i = 0; i < 5 * WrongTries.ADDRESSES_MAX; i++) {
      tries.note("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255));
      if (i % 100 == 0) {
        assertThat(tries.note("192.0.2.1")).isEqualTo(DELAY);
      }
    }
    assertThat(tries.size()).isLessThanOrEqualTo(WrongTries.ADDRESSES_MAX);
  }

  @Test
  void whatIsNoAddressIsCountedByItsText() {
    mistakes("unix socket");
    assertThat(tries.note("unix socket")).isEqualTo(DELAY);
  }
}
