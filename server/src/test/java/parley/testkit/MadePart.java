package parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page that is made from the program; it stands between two comments. */
public final class MadePart {
  private MadePart() {}

  /**
   * Holds the part against what is made, or writes it anew where -Dparley.{@code property}=write
   * says so.
   *
   * @param page by its place in the source
   * @param name of the part, in its comments
   * @param test that calls this, which is told how to mend the page
   */
  public static void assertIs(String page, String name, String made, String property, Class<?> test)
      throws IOException {
    var file = Path.of("..").resolve(page);
    var text = Files.readString(file);
    var begin = "<!-- " + name + ": begin -->\n";
    var from = text.indexOf(begin) + begin.length();
    var to = text.indexOf("<!-- " + name + ": end -->");
    if ("write".equals(System.getProperty("parley." + property))) {
      Files.writeString(file, text.substring(0, from) + made + text.substring(to));
    } else {
      assertThat(text.substring(from, to))
          .as(
              "%s. To mend it: mvn test -Dtest=%s -Dparley.%s=write",
              page, test.getSimpleName(), property)
          .isEqualTo(made);
    }
  }
}
