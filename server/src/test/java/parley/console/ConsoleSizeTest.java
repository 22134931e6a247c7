package parley.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of the console goes over the wire, as a real browser counts it, heads included. */
class ConsoleSizeTest extends ConsolePages {
  private static final int BYTES_MAX = 500_000;

  private static final String TRANSFERRED =
      """
      () => ['navigation', 'resource']
          .flatMap((kind) => performance.getEntriesByType(kind))
          .filter((one) => new URL(one.name).pathname.startsWith('/console'))
          .map((one) => [one.transferSize, one.encodedBodySize, one.decodedBodySize])
          .reduce((sum, one) => sum.map((value, i) => value + one[i]))\
      """;

  private static int[] count(Page page) {
    var counts = (List<?>) page.evaluate(TRANSFERRED);
    return counts.stream().mapToInt(one -> ((Number) one).intValue()).toArray();
  }

  @Test
  void theWholePageIsLessThanHalfAMegabyteAndNothingTheSecondTime() {
    var page = open();
    link(page, "Overview").click(); // every view is among the scripts that are there from the first
    var first = count(page);
    assertThat(first[0]).isBetween(20_000, BYTES_MAX);
    assertThat(first[1]).as("compressed").isLessThan(first[2] * 2 / 3);
    page.reload();
    link(page, "Overview").waitFor();
    assertThat(count(page)[0]).as("asked for again, and had").isLessThan(first[0]);
    assertNothingWentWrong();
  }
}
