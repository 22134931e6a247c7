package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/** What who starts the program for the first time meets. */
@Timeout(300)
class StartTest {
  @TempDir Path place;

  @Test
  void aTakenPortIsToldBeforeAnythingIsWritten() throws IOException {
    var data = place.resolve("data");
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var server =
            TestProcess.run(data, "serve", "--demo", "--port", "" + other.getLocalPort())) {
      assertThat(server.awaitOutput()).startsWith("parley: ").contains("" + other.getLocalPort());
      assertThat(server.awaitExit()).isOne();
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void theRequestThatIsPrintedWorksInAnyDirectory() throws IOException, InterruptedException {
    assumeTrue(isOnPath("curl"), "left out: there is no curl");
    var home = Files.createDirectory(place.resolve("it's here"));
    var elsewhere = Files.createDirectory(place.resolve("elsewhere"));
    try (var server = TestProcess.serveIn(home, "--demo", "--data", "data")) {
      var command = server.awaitLine("try").strip().replaceFirst("^try +", "");
      var shell =
          new ProcessBuilder("sh", "-c", command)
              .directory(elsewhere.toFile())
              .redirectErrorStream(true)
              .start();
      var answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(answer).isZero();
      assertThat(answer)
          .startsWith("{\"conversations\":[{")
          .contains("\"last_message\":{", "\"totals\":{")
          .endsWith("}\n");
    }
  }

  @Test
  void whoAsksForTheDemoWhereConversationsAreIsToldThatNothingWasFilled() {
    TestProcess.serveIn(place, "--demo").close();
    try (var again = TestProcess.serveIn(place, "--demo")) {
      assertThat(again.awaitLine("--demo")).contains("nothing was filled", "another --data");
    }
  }

  @Test
  void aServerThatIsBoundToItsInputStopsInOrderWhenThatEnds() {
    try (var server = TestProcess.serveIn(place, "--until-stdin-ends")) {
      server.endInput();
      assertThat(server.awaitExit()).isZero();
    }
  }

  @Test
  void anAdminPortShowsMetricsInPlaceOfThePortOfTheApi() throws IOException, InterruptedException {
    try (var server = TestProcess.serve(place, TestProcess.ACCOUNT, "--admin-port", "0");
        var http = HttpClient.newHttpClient()) {
      var admin = URI.create(server.awaitLine("admin").strip().replaceFirst("^admin +", ""));
      var text = HttpResponse.BodyHandlers.ofString();
      var shown = http.send(HttpRequest.newBuilder(admin).build(), text);
      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.body()).contains("parley_database_connections ");
      var health = HttpRequest.newBuilder(admin.resolve("/health/ready")).build();
      assertThat(http.send(health, text).statusCode()).isEqualTo(200);
      server.client().get("/metrics").isProblem(404, 20404);
    }
  }

  @Test
  void aTakenAdminPortIsToldBeforeAnythingIsWrittenAndByItsOwnName() throws IOException {
    var data = place.resolve("data");
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var server =
            TestProcess.run(
                data, "serve", "--port", "0", "--admin-port", "" + other.getLocalPort())) {
      assertThat(server.awaitOutput()).contains("" + other.getLocalPort(), "--admin-port");
      assertThat(server.awaitExit()).isOne();
      assertThat(data).doesNotExist();
    }
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
