package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/** A server that begins with what a file says. */
class FixtureFileTest {
  @TempDir Path directory;

  @Test
  void anEmptyDatabaseIsFilledOnce() throws IOException {
    write("{\"conversations\": [{\"participants\": [\"ada\"]}]}");
    try (var server = TestProcess.serveIn(directory, "--fixture", "fixture.json")) {
      assertThat(server.awaitLine("fixture"))
          .contains("1 service, 1 user, 1 conversation, 0 messages of");
    }
    try (var server = TestProcess.serveIn(directory, "--fixture", "fixture.json")) {
      assertThat(server.awaitLine("fixture")).contains("nothing of", "already");
    }
  }

  @Test
  void aFileThatIsWrongIsRefusedByThePlace() throws IOException {
    write("{\"conversations\": [{\"participant\": [\"ada\"]}]}");
    var file = directory.resolve("fixture.json").toString();
    assertThat(refusal(file))
        .contains("/conversations/0/participant is not known here; is it participants?");
    assertThat(refusal(file + "x")).contains("cannot be read");
  }

  private String refusal(String file) {
    var data = directory.resolve("data");
    try (var server = TestProcess.run(data, "serve", "--port", "0", "--fixture", file)) {
      var said = server.awaitOutput();
      assertThat(server.awaitExit()).isOne();
      return said;
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("fixture.json"), text);
  }
}
