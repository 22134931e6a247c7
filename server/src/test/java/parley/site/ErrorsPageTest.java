package parley.site;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.problem.Code;
import parley.testkit.MadePart;

/** The page of errors is made from them; with -Dparley.errors=write it is written anew. */
class ErrorsPageTest {
  @Test
  void thePageOfErrorsTellsEachOfThemAndWhatHelps() throws IOException {
    MadePart.assertIs("docs/errors.md", "errors", tables(), "errors", ErrorsPageTest.class);
  }

  private static String tables() {
    var all = Arrays.stream(Code.values()).map(ErrorsPageTest::row).sorted().distinct();
    var remedies = Arrays.stream(Code.values()).map(ErrorsPageTest::remedy).sorted().distinct();
    return """

    ## Every code

    | code | status | message |
    |---|---|---|
    %s
    ## What helps

    | status | what helps |
    |---|---|
    %s
    """
        .formatted(
            all.collect(Collectors.joining()),
            remedies.collect(Collectors.joining()).stripTrailing());
  }

  private static String row(Code code) {
    return "| %d | %d | %s |\n".formatted(code.number(), code.status(), code.text());
  }

  private static String remedy(Code code) {
    return "| %d | %s |\n".formatted(code.status(), ErrorPages.remedy(code));
  }
}
