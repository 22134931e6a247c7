package parley.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows of tests of others is a part of the examples, which run. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theTestInJavaIsThatOfTheExample() throws IOException {
    assertThat(text("examples/java-junit/src/test/java/example/HelpDeskTest.java"))
        .contains(shown("java"));
  }

  @Test
  void theTestInNodeIsThatOfTheExample() throws IOException {
    assertThat(text("examples/node-test/help-desk.test.js")).contains(shown("js"));
  }

  private static String shown(String language) throws IOException {
    var block = Pattern.compile("(?ms)^```" + language + " example\n(.*?)^```$");
    var found = block.matcher(text("docs/testing.md"));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
