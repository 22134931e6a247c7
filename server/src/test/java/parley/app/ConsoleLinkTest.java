package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/** Who is told a link that signs in to the console (docs/console.md). */
class ConsoleLinkTest {
  @TempDir Path place;

  private TestProcess serve(Map<String, String> more, String... options) {
    var variables = new HashMap<>(TestProcess.ACCOUNT);
    variables.putAll(more);
    return TestProcess.serve(place, variables, options);
  }

  @Test
  void whoReadsWhatIsPrintedIsToldALinkThatSignsInOnce() {
    try (var server = serve(Map.of("PARLEY_TERMINAL", "1"))) {
      var line = server.awaitLine("console");
      assertThat(line).contains(server.address() + "/console#link=").endsWith("(signs in, once)");
      var secret = line.replaceFirst(".*#link=(\\S+) .*", "$1");
      server.anonymous().post("/console/link", "Secret", secret).is(201);
      server.anonymous().post("/console/link", "Secret", secret).isProblem(401, 20003);
    }
  }

  @Test
  void whatGoesIntoAFileHasNoneUnlessTheCredentialsAreKnown() {
    try (var server = serve(Map.of())) {
      assertThat(server.awaitLine("console")).endsWith(server.address() + "/console");
    }
    try (var server = TestProcess.ephemeral(place, "--port", "0")) {
      assertThat(server.awaitLine("console")).contains("#link=");
    }
  }

  @Test
  void aServerThatOthersReachTellsNone() {
    try (var server =
        serve(Map.of("PARLEY_TERMINAL", "1"), "--public-url", "https://chat.example.org")) {
      assertThat(server.awaitLine("console")).endsWith("/console");
    }
  }
}
