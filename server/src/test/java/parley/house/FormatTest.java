package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One format for all sources, so that no review has to speak of it. */
class FormatTest {

  private static final boolean WRITE = "write".equals(System.getProperty("parley.format"));

  @Test
  void everySourceHasTheFormat() throws IOException {
    Path root = root();
    // Formatting is nearly all of the time this test takes, and each file stands alone.
    List<String> unformatted =
        sources(root).parallelStream()
            .filter(FormatTest::differs)
            .map(file -> root.relativize(file).toString())
            .sorted()
            .toList();
    assertThat(unformatted).as("Files without the format. To mend them: ./dev format").isEmpty();
  }

  /** Whether the file differs from its format; where the format is to be written, it does not. */
  private static boolean differs(Path file) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return false;
      }
      if (WRITE) {
        Files.writeString(file, formatted);
      }
      return !WRITE;
    } catch (FormatterException e) {
      throw new IllegalStateException(file + " cannot be parsed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("server", "junit", "clients", "examples/java-junit", "bench")) {
      Path folder = root.resolve(module).resolve("src");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources;
  }

  /** The folder of the parent pom: the topmost one with a pom, from where the test runs. */
  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    for (Path up = root; up != null && Files.exists(up.resolve("pom.xml")); up = up.getParent()) {
      root = up;
    }
    return root;
  }
}
