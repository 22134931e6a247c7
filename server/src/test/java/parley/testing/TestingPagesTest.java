package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/** What docs/testing.md and docs/fixtures.md show works as it stands there. */
class TestingPagesTest {
  private static final Pattern RECIPE = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final Pattern DOCUMENT = Pattern.compile("(?ms)^```json\n(.*?)^```$");

  @RegisterExtension final TestServer server = TestServer.onSqlite().withTestControls();

  @TempDir Path directory;

  @Test
  void everyFixtureThatIsShownIsMade() throws IOException {
    var shown = blocks(DOCUMENT, "fixtures.md");
    assertThat(shown).hasSize(2);
    for (var document : shown) {
      try (var fresh = TestServer.onSqlite().withTestControls().start()) {
        fresh
            .client()
            .with("Content-Type", "application/json")
            .postRaw("/parley/v1/Test/Fixtures", document)
            .is(201);
      }
    }
  }

  @Test
  void theSchemaAndThePageHaveEveryPropertyThatIsKnown() throws IOException {
    holdsWhatIsKnown("", "{%s}");
    holdsWhatIsKnown("/$defs/accountWebhook", "{\"webhook\":{%s}}");
    holdsWhatIsKnown("/$defs/service", "{\"services\":[{%s}]}");
    holdsWhatIsKnown("/$defs/role", "{\"roles\":[{%s}]}");
    holdsWhatIsKnown("/$defs/user/anyOf/1", "{\"users\":[{%s}]}");
    holdsWhatIsKnown("/$defs/conversation", "{\"conversations\":[{%s}]}");
    holdsWhatIsKnown(
        "/$defs/participant/anyOf/1", "{\"conversations\":[{\"participants\":[{%s}]}]}");
    holdsWhatIsKnown("/$defs/message", "{\"conversations\":[{\"messages\":[{%s}]}]}");
    holdsWhatIsKnown("/$defs/webhook", "{\"conversations\":[{\"webhooks\":[{%s}]}]}");
  }

  /** Who sends an unknown property is told the known ones. */
  private void holdsWhatIsKnown(String place, String around) throws IOException {
    var hint =
        server
            .client()
            .with("Content-Type", "application/json")
            .postRaw(
                "/parley/v1/Test/Fixtures", around.formatted("\"%s\":1".formatted("_".repeat(99))))
            .isProblem(400, 20422)
            .at("/details/reason")
            .asString();
    var known = hint.replaceFirst(".*there are ", "").split(", ", -1);
    var schema = server.anonymous().get("/docs/fixtures.schema.json").is(200);
    assertThat(schema.at(place + "/properties").propertyNames()).containsExactlyInAnyOrder(known);
    assertThat(Files.readString(page("fixtures.md")))
        .contains(Arrays.stream(known).map("`%s`"::formatted).toList());
  }

  @Test
  void theRecipesRunFromTopToBottom() throws IOException, InterruptedException {
    for (var program : List.of("curl", "jq")) {
      assumeTrue(runs(program), "left out: there is no " + program + " on this machine");
    }
    try (var process = TestProcess.serveIn(directory, "--test-controls")) {
      assertThat(run(recipes(process.address()))).as(this::output).isZero();
      assertThat(output())
          .contains("\"signature_valid\": true", "\"amended\"", "the connection was cut")
          .contains("\"unheard\"");
    }
  }

  private static String recipes(URI address) throws IOException {
    return String.join("\n", blocks(RECIPE, "testing.md"))
        .replace("http://127.0.0.1:8080", address.toString());
  }

  private static List<String> blocks(Pattern kind, String page) throws IOException {
    return kind.matcher(Files.readString(page(page)))
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.toList());
  }

  private static Path page(String name) {
    return Path.of("..", "docs", name);
  }

  private int run(String recipes) throws IOException, InterruptedException {
    var script = Files.writeString(directory.resolve("recipes.sh"), recipes);
    var shell =
        new ProcessBuilder("sh", "-eux", script.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    shell.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    return shell.start().waitFor();
  }

  private String output() {
    return contentOf(directory.resolve("output").toFile());
  }

  private static boolean runs(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
