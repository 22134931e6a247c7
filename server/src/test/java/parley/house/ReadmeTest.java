package parley.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/**
 * The README's recipes, which SnippetsTest runs as everything else that is shown, say why they
 * cannot be run a second time, and run on a server whose credentials come from variables.
 */
class ReadmeTest {
  private static final Pattern RECIPE = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  @TempDir Path directory;

  @BeforeEach
  void onlyWhereTheProgramsAre() throws InterruptedException {
    for (var program : List.of("curl", "jq")) {
      assumeTrue(runs(program), "left out: there is no " + program + " on this machine");
    }
  }

  @Test
  void theRecipesRunFromTopToBottomAndASecondTimeSayWhyTheyCannot()
      throws IOException, InterruptedException {
    try (var server = TestProcess.serveIn(directory)) {
      var recipes = recipes(server.address());
      assertThat(run(recipes, Map.of())).as(this::output).isZero();
      assertThat(run(recipes, Map.of())).isNotZero();
      assertThat(output()).contains("jq: error", "already exists in Conversation CH");
    }
  }

  @Test
  void theyRunWhereVariablesHoldAccountAndToken() throws IOException, InterruptedException {
    var data = directory.resolve("parley-data");
    try (var server = TestProcess.serve(data, TestProcess.ACCOUNT)) {
      assertThat(run(recipes(server.address()), TestProcess.ACCOUNT)).as(this::output).isZero();
    }
  }

  private int run(String recipes, Map<String, String> variables)
      throws IOException, InterruptedException {
    var script = Files.writeString(directory.resolve("recipes.sh"), recipes);
    var shell =
        new ProcessBuilder("sh", "-eux", script.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    shell.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    shell.environment().putAll(variables);
    return shell.start().waitFor();
  }

  private String output() {
    return contentOf(directory.resolve("output").toFile());
  }

  private static String recipes(URI address) throws IOException {
    return RECIPE
        .matcher(Files.readString(Path.of("..", "README.md")))
        .results()
        .map(recipe -> recipe.group(1))
        .filter(recipe -> !recipe.contains("./parley"))
        .collect(Collectors.joining("\n"))
        .replace("http://127.0.0.1:8080", address.toString());
  }

  private static boolean runs(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
