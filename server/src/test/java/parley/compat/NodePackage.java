package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import parley.testkit.TestServer;

/**
 * A package of {@code src/test/node} with what it depends on, installed from the npm registry. A
 * test that asks for one is left out where there is no Node.
 */
public final class NodePackage {
  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path PLACE = Path.of("target", "node");
  private static final int PATIENCE_MINUTES = 5;

  private final Path place;

  private NodePackage(Path place) {
    this.place = place;
  }

  /** The package of this name, with what it depends on. */
  public static NodePackage installed(String name) throws IOException, InterruptedException {
    assumeTrue(runs("node"), "left out: there is no Node on this machine");
    assumeTrue(runs("npm"), "left out: there is no npm on this machine");
    var one = new NodePackage(PLACE.resolve(name));
    var last = one.place.resolve("installed.json"); // what was installed last
    one.copyFrom(SOURCES.resolve(name));
    var wanted = one.place.resolve("package.json");
    if (!Files.exists(last) || Files.mismatch(last, wanted) >= 0) {
      one.run(Map.of(), "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
      Files.copy(wanted, last, StandardCopyOption.REPLACE_EXISTING);
    }
    return one;
  }

  private void copyFrom(Path source) throws IOException {
    try (var files = Files.walk(source)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = place.resolve(source.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** A file of it, or of what it depends on. */
  public Path file(String path) {
    return place.resolve(path);
  }

  /** What a program of the package is told of a server. */
  static Map<String, String> variables(TestServer server) {
    var key = server.apiKeys().add(TestServer.ACCOUNT, "signs tokens");
    return Map.of(
        "PARLEY_URL", server.address().toString(),
        "PARLEY_ACCOUNT_SID", TestServer.ACCOUNT,
        "PARLEY_AUTH_TOKEN", TestServer.TOKEN,
        "PARLEY_KEY_SID", key.sid(),
        "PARLEY_KEY_SECRET", key.secret());
  }

  /** Runs a program, which must end well; answers what it printed. */
  String run(Map<String, String> variables, String... words)
      throws IOException, InterruptedException {
    return run(variables, wish -> {}, words);
  }

  /**
   * As above. A line that begins with {@code @} asks the test for something, and the program is
   * told when it is done.
   */
  String run(Map<String, String> variables, Consumer<String> doing, String... words)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).directory(place.toFile()).redirectErrorStream(true);
    builder.environment().putAll(variables);
    var process = builder.start();
    var output = new StringBuilder();
    try (var lines = process.inputReader();
        var answers = process.outputWriter()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.startsWith("@")) {
          doing.accept(line.substring(1));
          answers.write("done\n");
          answers.flush();
        }
      }
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(output.toString()).isZero();
    return output.toString();
  }

  private static boolean runs(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
