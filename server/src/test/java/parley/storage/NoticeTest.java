package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeTest {

  @Test
  void manyNoticesShareFewPayloadsThatPostgresqlTakesAndNoneIsLost() {
    var notices =
        IntStream.range(0, 2_000).mapToObj(i -> new Notice("user", "zoë 🦊 " + i)).toList();
    var payloads = Notice.payloads(notices);
    assertThat(payloads)
        .hasSizeLessThan(10)
        .allMatch(payload -> payload.getBytes(StandardCharsets.UTF_8).length < 8_000);
    var back = new ArrayList<Notice>();
    payloads.forEach(payload -> back.addAll(Notice.of(payload)));
    assertThat(back).isEqualTo(notices);
  }

  @Test
  void whatHasMissedSomethingIsToldSoAndWhatCannotBeReadToo() {
    assertThat(Notice.of(Notice.payloads(List.of(Notice.MISSED)).getFirst()))
        .containsExactly(Notice.MISSED);
    assertThat(Notice.of("gibberish")).containsExactly(Notice.MISSED);
  }

  @Test
  void whatDoesNotFitOnALineIsNoNotice() {
    for (var bad :
        List.of(
            List.of("two words", "x"), List.of("user", "a\nb"), List.of("user", "x".repeat(500)))) {
      assertThatThrownBy(() -> new Notice(bad.getFirst(), bad.getLast()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
