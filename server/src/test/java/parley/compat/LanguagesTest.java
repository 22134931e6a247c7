package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/**
 * Programs in other languages, led to Parley by the variables of their language alone: in Python by
 * the official SDK, in the others as its HTTP library asks. Left out where a language is not there.
 */
@Timeout(180)
class LanguagesTest {
  private static final Path PROGRAMS = Path.of("src/test/resources/parley/compat");

  @TempDir static Path data;
  private static TestProcess server;
  private static URI proxy;

  @BeforeAll
  static void begin() {
    server = TestProcess.serve(data, TestProcess.ACCOUNT, "--proxy-port", "0");
    var told = server.awaitLine("proxy ");
    proxy = URI.create(told.strip().replaceFirst("proxy +([^ ,]+),.*", "$1"));
    UntoldPrograms.furnish(server.client());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void theOfficialSdkOfPython() throws IOException, InterruptedException {
    var python = UntoldPrograms.pythonWithSdk();
    assertLed("Python", "inbox.py", "Tunnel connection failed: 403", python);
  }

  @Test
  void curlInPhp() throws IOException, InterruptedException {
    assumeTrue(
        UntoldPrograms.runs("php", "-r", "exit(extension_loaded('curl') ? 0 : 1);"),
        "left out: there is no PHP with curl on this machine");
    assertLed("PHP", "inbox.php", "CONNECT tunnel failed, response 403", "php");
  }

  @Test
  void netHttpInRuby() throws IOException, InterruptedException {
    assumeTrue(
        UntoldPrograms.runs("ruby", "--version"), "left out: there is no Ruby on this machine");
    assertLed("Ruby", "inbox.rb", "403 \"Forbidden\"", "ruby");
  }

  @Test
  void netHttpInGo() throws IOException, InterruptedException {
    assumeTrue(UntoldPrograms.runs("go", "version"), "left out: there is no Go on this machine");
    assertLed("Go", "inbox.go", "Forbidden", "go", "run");
  }

  /** The program lists the inbox, and is refused another host. */
  private static void assertLed(String language, String program, String refusal, String... words)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of(words));
    all.add(PROGRAMS.resolve(program).toString());
    var variables = UntoldPrograms.variables(data, proxy, language);
    var told = UntoldPrograms.run(variables, all.toArray(String[]::new));
    assertThat(told).startsWith(UntoldPrograms.INBOX.toArray(String[]::new)).hasSize(6);
    assertThat(told.getLast()).startsWith("other host").contains(refusal);
  }
}
