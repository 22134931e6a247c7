package parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.problem.Code;

/** The page of errors is made from them; with -Dparley.errors=write it is written anew. */
class ErrorsPageTest {
  private static final String BEGIN = "<!-- errors: begin -->\n";
  private static final String END = "<!-- errors: end -->";
  private static final boolean WRITE = "write".equals(System.getProperty("parley.errors"));

  @Test
  void thePageOfErrorsTellsEachOfThemAndWhatHelps() throws IOException {
    var page = Path.of("..", "docs", "errors.md");
    var text = Files.readString(page);
    var from = text.indexOf(BEGIN) + BEGIN.length();
    var to = text.indexOf(END);
    if (WRITE) {
      Files.writeString(page, text.substring(0, from) + tables() + text.substring(to));
    } else {
      assertThat(text.substring(from, to))
          .as("To mend docs/errors.md: mvn test -Dtest=ErrorsPageTest -Dparley.errors=write")
          .isEqualTo(tables());
    }
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
