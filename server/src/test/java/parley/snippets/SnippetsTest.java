package parley.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Every block of every page does what the page says: it is typed where who reads the page would
 * type it, one after the other, and what it prints is compared with what the page shows. How each
 * language is tried stands in CONTRIBUTING.md. One page alone: -Dparley.page=recipes
 */
class SnippetsTest {
  /** One page alone, by a part of its name. */
  private static final String ONE = System.getProperty("parley.page", "");

  @TempDir Path place;

  @TestFactory
  Stream<DynamicContainer> everyBlockOfEveryPageWorks() throws IOException {
    return pages().stream().filter(page -> page.toString().contains(ONE)).map(this::container);
  }

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    pages.add(Path.of("..", "README.md"));
    try (Stream<Path> files = Files.list(Path.of("..", "docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private DynamicContainer container(Path page) {
    try {
      var blocks = Snippet.of(page);
      var name = page.toString().replaceAll("\\W+", "-");
      var shell =
          blocks.isEmpty() ? null : new PageShell(Files.createDirectory(place.resolve(name)));
      return DynamicContainer.dynamicContainer(page.toString(), tests(blocks, shell));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<DynamicTest> tests(List<Snippet> blocks, @Nullable PageShell shell) {
    if (shell == null) {
      return Stream.empty();
    }
    var tries = new Tries(shell);
    return blocks.stream()
        .map(block -> DynamicTest.dynamicTest(block.toString(), () -> tries.attempt(block)))
        .onClose(shell::close);
  }

  @Test
  void aBlockThatSaysNoLanguageOrDoesNotWorkOrShowsWhatIsNotPrintedFails() throws IOException {
    try (var shell = new PageShell(Files.createDirectory(place.resolve("wrong")))) {
      var tries = new Tries(shell);
      for (var wrong :
          List.of(
              new Snippet(1, "", "", "x\n"),
              new Snippet(1, "sh", "whatever", "true\n"),
              new Snippet(1, "sh", "with whatever", "true\n"),
              new Snippet(1, "ruby", "", "def (\n"),
              new Snippet(1, "java", "", "void main() { no; }\n"),
              new Snippet(1, "json", "parsed", "{,}\n"),
              new Snippet(1, "text", "", "never printed\n"),
              new Snippet(1, "sh", "checked", "if true\n"))) {
        assertThrows(Throwable.class, () -> tries.attempt(wrong), wrong.toString());
      }
    }
    assertThat(Snippet.of(Files.writeString(place.resolve("x.md"), "a\n\n    indented\n")))
        .containsExactly(new Snippet(3, "", "", "indented\n"));
  }

  @Test
  void whatABlockThatIsLeftOutWouldHavePrintedIsLeftOutWithIt() throws Exception {
    var shown = new Snippet(2, "text", "", "never printed\n");
    try (var shell = new PageShell(Files.createDirectory(place.resolve("left-out")))) {
      var tries = new Tries(shell);
      var unknown = new Snippet(1, "csharp", "", "two\n");
      assertThrows(TestAbortedException.class, () -> tries.attempt(unknown));
      assertThrows(TestAbortedException.class, () -> tries.attempt(shown));
      tries.attempt(new Snippet(3, "properties", "", "port=8081\n"));
      assertThrows(AssertionError.class, () -> tries.attempt(shown));
    }
  }

  @Test
  void whatIsShownIsComparedButForWhatIsNeverTheSame() {
    var sid = "CH0123456789abcdef0123456789abcdef";
    Shown.text("made ... " + sid, "a\nmade it CH00000000000000000000000000000000\nb\n");
    assertThrows(AssertionError.class, () -> Shown.text("b\na", "a\nb\n"));
    assertThrows(AssertionError.class, () -> Shown.text(sid, sid.replace("CH", "US")));
    Shown.json(
        "{\"a\": ..., \"b\": [1, {\"c\": \"x...\"}]}", "{} {\"a\":7,\"b\":[1,{\"c\":\"xy\"}]}");
    assertThrows(AssertionError.class, () -> Shown.json("{\"a\": 1}", "{\"a\": 2}"));
    assertThrows(AssertionError.class, () -> Shown.json("{\"a\": 1}", "{}"));
    assertThrows(AssertionError.class, () -> Shown.json("{\"a\": 1}", ""));
  }
}
