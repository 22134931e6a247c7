package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/** What the command line asks of a running server with test controls. */
class TestCommandsTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite().withTestControls();

  @TempDir Path directory;

  @Test
  void aFileIsMadeAndWhatIsThereIsPrinted() throws IOException {
    var file = directory.resolve("fixture.json");
    Files.writeString(file, "{\"conversations\": [{\"participants\": [\"ada\"]}]}");
    assertThat(said(0, "test", "fixtures", file.toString())).contains("\"ada\":\"MB");
    assertThat(said(0, "test", "fixtures")).contains("\"identity\":\"ada\"");
    Files.writeString(file, "{\"conversation\": []}");
    assertThat(said(1, "test", "fixtures", file.toString()))
        .contains("400", "/conversation is not known here; is it conversations?");
    assertThat(said(1, "test", "fixtures", file + "x")).contains("cannot be read");
  }

  @Test
  void faultsAreMadeListedAndEnded() {
    assertThat(said(0, "test", "faults", "--route", "/v1/Services", "--status", "503"))
        .contains("\"status\":503");
    server.get("/v1/Services").isProblem(503, 20503);
    assertThat(said(0, "test", "faults")).contains("\"hits\":1");
    said(0, "test", "faults", "--clear");
    server.get("/v1/Services").is(200);
    assertThat(said(0, "test", "faults", "--route", "/v1/Roles", "--drop", "after"))
        .contains("\"drop\":true", "\"when\":\"after\"");
    assertThat(said(1, "test", "faults", "--status", "99")).contains("400", "Status");
  }

  @Test
  void theClockIsMovedStoppedAndShown() {
    assertThat(said(0, "test", "clock", "--advance", "PT24H", "--freeze"))
        .contains("\"now\":\"2026-03-02T12:00:00Z\",\"frozen\":true");
    assertThat(said(0, "test", "clock", "--now", "2026-01-01T00:00:00Z", "--unfreeze"))
        .contains("\"now\":\"2026-01-01T00:00:00Z\",\"frozen\":false");
    assertThat(said(0, "test", "clock")).contains("2026-01-01T00:00:00Z");
    assertThat(said(1, "test", "clock", "--advance", "soon")).contains("400", "Advance");
    assertThat(said(2, "test", "clock", "--freeze", "--unfreeze")).contains("exclude");
  }

  @Test
  void everythingIsKeptRestoredAndEmptied() {
    var room = server.chat().conversation();
    said(0, "test", "snapshot", "create", "one");
    assertThat(said(0, "test", "reset")).isEmpty();
    server.get("/v1/Conversations/" + room).isProblem(404, 20404);
    assertThat(said(0, "test", "snapshot", "list")).contains("\"name\":\"one\"");
    said(0, "test", "snapshot", "restore", "one");
    server.get("/v1/Conversations/" + room).is(200);
    said(0, "test", "snapshot", "delete", "one");
    assertThat(said(1, "test", "snapshot", "restore", "one")).contains("404");
    assertThat(said(2, "test", "snapshot", "create")).contains("wants a NAME");
  }

  @Test
  void aServerWithoutTestControlsAndOneWithOtherCredentialsAreToldApart() {
    try (var plain = TestServer.onSqlite().start()) {
      assertThat(run(1, TestProcess.ACCOUNT, "test", "reset", "--url", plain.address().toString()))
          .contains("has no test controls: it was started without --test-controls");
    }
    assertThat(run(1, Map.of(), "test", "reset", "--ephemeral", "--url", "" + server.address()))
        .contains("does not take these credentials");
  }

  @Test
  void whereNobodyAnswersOrNobodyKnowsTheCredentialsItSaysSo() {
    assertThat(run(1, TestProcess.ACCOUNT, "test", "faults", "--url", "http://127.0.0.1:1"))
        .contains("no answer from http://127.0.0.1:1");
    assertThat(run(1, Map.of(), "test", "faults", "--data", directory.toString()))
        .contains("PARLEY_ACCOUNT_SID", "account-sid");
    assertThat(run(2, TestProcess.ACCOUNT, "test", "faults", "--url", "nowhere")).contains("--url");
  }

  private String said(int code, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", server.address().toString()));
    return run(code, TestProcess.ACCOUNT, all.toArray(String[]::new));
  }

  private static String run(int code, Map<String, String> variables, String... words) {
    var out = System.out;
    var err = System.err;
    var said = new ByteArrayOutputStream();
    try (var both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      assertThat(new Main(variables).run(List.of(words))).isEqualTo(code);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
