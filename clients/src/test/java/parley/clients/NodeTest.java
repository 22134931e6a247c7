package parley.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The npm package and the project that shows its use, in a copy of the tree, with the packaged
 * server and what comes from the npm registry; left out where there is no Node.
 */
class NodeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path COPY = Path.of("target", "node").toAbsolutePath();
  private static final Path SERVER = ROOT.resolve("server/target/parley");
  private static final Path EXAMPLE = Path.of("examples", "node-test");
  private static final Path PACKAGE = Path.of("clients", "node");

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(SERVER.resolve("bin/parley")),
        "left out: the server is not packaged, as mvn verify does it");
    for (var program : List.of("node", "npm")) {
      assumeTrue(runs(program), "left out: there is no " + program + " on this machine");
    }
    install(PACKAGE);
    install(EXAMPLE);
  }

  private static void install(Path folder) throws IOException, InterruptedException {
    copy(folder);
    if (!Files.exists(COPY.resolve(folder).resolve("node_modules/twilio/package.json"))) {
      var install = List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
      assertThat(run(folder, install)).endsWith("\nexit 0");
    }
  }

  @Test
  void theExampleOfNodePassesAsWhoCopiesItWouldRunIt() throws IOException, InterruptedException {
    assertThat(run(EXAMPLE, List.of("npm", "test"))).contains("fail 0").endsWith("\nexit 0");
  }

  @Test
  void thePackageDoesWhatItsTestsSay() throws IOException, InterruptedException {
    assertThat(run(PACKAGE, List.of("npm", "test"))).contains("fail 0").endsWith("\nexit 0");
  }

  @Test
  void theCommandIsInstalledWithThePackage() throws IOException, InterruptedException {
    assertThat(run(EXAMPLE, List.of("npx", "--no-install", "parley-server", "--help")))
        .contains("parley serve", "--test-controls")
        .endsWith("\nexit 0");
  }

  private static void copy(Path folder) throws IOException {
    try (var files = Files.walk(ROOT.resolve(folder))) {
      for (var file : files.filter(NodeTest::isSource).toList()) {
        var place = COPY.resolve(ROOT.relativize(file));
        Files.createDirectories(place.getParent());
        Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean isSource(Path file) {
    return Files.isRegularFile(file) && !file.toString().contains("/node_modules/");
  }

  /** What it said, and then {@code exit} and its code. */
  private static String run(Path folder, List<String> words)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(words)
            .directory(COPY.resolve(folder).toFile())
            .redirectErrorStream(true);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PARLEY_"));
    environment.put("PARLEY_HOME", SERVER.toString());
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return output.strip() + "\nexit " + process.exitValue();
  }

  private static boolean runs(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
