package parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test once saw, to the letter, kept beside the tests and read whenever it changes. */
public final class GoldenText {
  private static final Path RESOURCES = Path.of("src", "test", "resources", "parley");

  private GoldenText() {}

  /**
   * Holds what is seen against what is kept, or keeps it where -Dparley.golden=write says so.
   *
   * @param file by its place below the resources of the tests
   * @param test that calls this, which is told how to keep what is new
   */
  public static void assertIs(String file, String seen, Class<?> test) throws IOException {
    var kept = RESOURCES.resolve(file);
    if ("write".equals(System.getProperty("parley.golden"))) {
      Files.writeString(kept, seen);
    } else {
      assertThat(seen)
          .as(
              "%s. If it is meant: mvn test -Dtest=%s -Dparley.golden=write, and read what changes",
              file, test.getSimpleName())
          .isEqualTo(Files.readString(kept));
    }
  }
}
