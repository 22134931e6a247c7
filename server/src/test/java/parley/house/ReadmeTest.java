package parley.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/**
 * The README's shell recipes work as they stand, one after the other, where the server was started;
 * left out where a program that they need is missing.
 */
class ReadmeTest {
  private static final Pattern RECIPE = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  @TempDir Path directory;

  @Test
  void theRecipesRunFromTopToBottom() throws IOException, InterruptedException {
    for (var program : List.of("curl", "jq", "sqlite3")) {
      assumeTrue(runs(program), "left out: there is no " + program + " on this machine");
    }
    try (var server = TestProcess.serveIn(directory)) {
      var script = directory.resolve("recipes.sh");
      Files.writeString(script, recipes(server.address().toString()));
      var shell =
          new ProcessBuilder("sh", "-eux", script.toString())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(output).isZero();
    }
    assertThat(directory.resolve("backup/parley.db")).isNotEmptyFile();
  }

  /** With this server's address, and an error answer as the failure that it is. */
  private static String recipes(String address) throws IOException {
    return RECIPE
        .matcher(Files.readString(Path.of("..", "README.md")))
        .results()
        .map(recipe -> recipe.group(1))
        .collect(Collectors.joining("\n"))
        .replace("http://127.0.0.1:8080", address)
        .replace("curl -sS", "curl -sS --fail-with-body");
  }

  private static boolean runs(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
