package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/** What {@code parley env} says besides the variables. */
class ShowVariablesTest {
  private static final String WARNING = "There is no authority in ";

  @TempDir Path directory;

  private String authority() {
    return directory.resolve("authority").toString();
  }

  private String said() {
    try (var command = TestProcess.run(directory, Map.of(), "env", "--proxy-ca", authority())) {
      return command.awaitOutput();
    }
  }

  @Test
  void whoNamesAnotherPlaceThanTheProxyIsToldThatNothingIsThere() {
    assertThat(said()).contains(WARNING + authority(), "export HTTPS_PROXY=");
    TestProcess.serveIn(directory, "--ephemeral", "--proxy-port", "0", "--proxy-ca", authority())
        .close();
    assertThat(said()).contains("export HTTPS_PROXY=").doesNotContain(WARNING);
  }
}
