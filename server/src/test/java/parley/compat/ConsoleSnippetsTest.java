package parley.compat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Chromium;
import parley.testkit.TestServer;

/**
 * What the console shows to developers, taken from its page as it stands there: programs run, with
 * the auth token in the environment; those without their SDK here are read by their language.
 */
@Timeout(300)
class ConsoleSnippetsTest {
  private static final Map<String, String> TOKEN = Map.of("AUTH_TOKEN", TestServer.TOKEN);

  /** With what has a meaning in a shell, a string or a path. Java's SDK takes it for a path. */
  private static final String IDENTITY = "a'b/$(c)\"#{d}\\e é";

  private static final String FOR_JAVA = "a'b (c) é";

  @TempDir Path directory;
  private static TestServer server;
  private static Map<String, String> snippets;

  @BeforeAll
  static void read() {
    server = TestServer.onSqlite().start();
    var lunch = server.chat().conversation("FriendlyName", "Lunch");
    server.chat().join(lunch, IDENTITY);
    server.chat().join(lunch, FOR_JAVA);
    snippets = new LinkedHashMap<>();
    try (var chromium = Chromium.start()) {
      var page = chromium.page(1280, 800, wishes -> {});
      var link = server.wiring().signInLink.make();
      page.navigate(server.address() + "/console#link=" + link);
      page.getByText("For developers").click();
      var shown = page.getByLabel("Snippet", new Page.GetByLabelOptions().setExact(true));
      page.getByLabel("Identity").fill(IDENTITY); // once the view is there
      var before = "";
      for (var language : page.getByLabel("Language").locator("option").allTextContents()) {
        page.getByLabel("Identity").fill(language.equals("Java") ? FOR_JAVA : IDENTITY);
        page.getByLabel("Language").selectOption(language);
        assertThat(shown).not().hasText(before);
        before = shown.textContent();
        snippets.put(language, before);
      }
    }
  }

  private static String snippet(String language) {
    return Objects.requireNonNull(snippets.get(language), language);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void theShells() throws IOException, InterruptedException {
    assumeTrue(UntoldPrograms.runs("curl", "--version"), "left out: no curl on this machine");
    assertThat(UntoldPrograms.run(TOKEN, "sh", "-c", snippet("Shell")))
        .singleElement()
        .asString()
        .contains("\"friendly_name\":\"Lunch\"");
  }

  @Test
  void javas() throws IOException, InterruptedException {
    var source = directory.resolve("Inbox.java");
    Files.writeString(source, snippet("Java"));
    var classes = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classes, source.toString()))
        .isZero();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(UntoldPrograms.run(TOKEN, java, "-cp", directory + ":" + classes, "Inbox"))
        .contains("Lunch");
  }

  @Test
  void nodes() throws IOException, InterruptedException {
    var node = NodePackage.installed("rest");
    assertThat(node.run(TOKEN, "node", "-e", snippet("Node.js"))).isEqualTo("Lunch\n");
  }

  @Test
  void pythons() throws IOException, InterruptedException {
    var python = UntoldPrograms.pythonWithSdk();
    assertThat(UntoldPrograms.run(TOKEN, python, "-c", snippet("Python"))).containsExactly("Lunch");
  }

  @Test
  void phpsIsReadByPhp() throws IOException, InterruptedException {
    assertRead("PHP", "inbox.php", "php", "-l");
  }

  @Test
  void rubysIsReadByRuby() throws IOException, InterruptedException {
    assertRead("Ruby", "inbox.rb", "ruby", "-c");
  }

  @Test
  void gosIsReadByGoAndStandsAsGoWritesIt() throws IOException, InterruptedException {
    assertThat(assertRead("Go", "inbox.go", "gofmt", "-e", "-d")).isEmpty();
  }

  private List<String> assertRead(String language, String name, String... words)
      throws IOException, InterruptedException {
    assumeTrue(UntoldPrograms.runs("which", words[0]), "left out: no " + words[0] + " here");
    var file = Files.writeString(directory.resolve(name), snippet(language) + "\n");
    var line = new ArrayList<>(List.of(words));
    line.add(file.toString());
    return UntoldPrograms.run(Map.of(), line.toArray(String[]::new));
  }
}
