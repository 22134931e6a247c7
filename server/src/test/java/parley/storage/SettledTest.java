package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.value.BadCursor;

/** Which transactions a statement saw, as the database tells it and as a page token carries it. */
class SettledTest {
  @Test
  void aSnapshotIsReadWithTheBaseOfItsNumbers() {
    assertThat(Settled.of("10:20:10,15:1000")).isEqualTo(new Settled(1020, List.of(1010L, 1015L)));
    assertThat(Settled.of("20:20::0")).isEqualTo(new Settled(20, List.of()));
  }

  @Test
  void ofManyThatAreOpenTheOldestAreToldAndWhatIsYoungerCountsAsNotSeen() {
    var open =
        LongStream.range(100, 120).mapToObj(String::valueOf).collect(Collectors.joining(","));
    var settled = Settled.of("100:200:" + open + ":0");
    assertThat(settled.open()).isEqualTo(LongStream.range(100, 115).boxed().toList());
    assertThat(settled.below()).isEqualTo(115);
  }

  @Test
  void whatIsWrittenIntoATokenIsReadAgain() {
    for (var settled : List.of(Settled.NONE, new Settled(1020, List.of(1010L, 1015L)))) {
      assertThat(Settled.read(settled.text())).isEqualTo(settled);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "1,", "1,x", "99999999999999999999", "9,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"})
  void anyOtherTextIsRefused(String text) {
    assertThatThrownBy(() -> Settled.read(text)).isInstanceOf(BadCursor.class);
  }
}
