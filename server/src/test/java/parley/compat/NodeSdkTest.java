package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** The official Node SDK, installed from the npm registry; left out where there is no Node. */
class NodeSdkTest {
  private static final Path SOURCE = Path.of("src", "test", "node");
  private static final Path PLACE = Path.of("target", "node");

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void theNodeSdkTravelsThroughParley() throws IOException, InterruptedException {
    assumeTrue(runs("node"), "left out: there is no Node on this machine");
    assumeTrue(runs("npm"), "left out: there is no npm on this machine");
    install();
    server.clock().advance(Duration.between(server.clock().instant(), Instant.now()));
    var key = server.apiKeys().add(TestServer.ACCOUNT, "signs tokens");
    var journey =
        run(
            Map.of(
                "PARLEY_URL", server.address().toString(),
                "PARLEY_ACCOUNT_SID", TestServer.ACCOUNT,
                "PARLEY_AUTH_TOKEN", TestServer.TOKEN,
                "PARLEY_KEY_SID", key.sid(),
                "PARLEY_KEY_SECRET", key.secret()),
            "node",
            "journey.js");
    assertThat(journey.output()).contains("ok");
    assertThat(journey.status()).isZero();
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(PLACE);
    for (var file : List.of("package.json", "journey.js")) {
      Files.copy(SOURCE.resolve(file), PLACE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(PLACE.resolve("node_modules/twilio/package.json"))) {
      var npm = run(Map.of(), "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
      assertThat(npm.status()).as(npm.output()).isZero();
    }
  }

  private record Ended(int status, String output) {}

  private static Ended run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).directory(PLACE.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private static boolean runs(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
