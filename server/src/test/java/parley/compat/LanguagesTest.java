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

  /** Debian's, with Debian's package of the SDK; any other may have it too. */
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

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
    for (var python : PYTHONS) {
      if (runs(python, "-c", "import twilio.rest")) {
        assertLed("Python", "inbox.py", "Tunnel connection failed: 403", python);
        return;
      }
    }
    assumeTrue(false, "left out: there is no Python with the official SDK on this machine");
  }

  @Test
  void curlInPhp() throws IOException, InterruptedException {
    assumeTrue(
        runs("php", "-r", "exit(extension_loaded('curl') ? 0 : 1);"),
        "left out: there is no PHP with curl on this machine");
    assertLed("PHP", "inbox.php", "CONNECT tunnel failed, response 403", "php");
  }

  @Test
  void netHttpInRuby() throws IOException, InterruptedException {
    assumeTrue(runs("ruby", "--version"), "left out: there is no Ruby on this machine");
    assertLed("Ruby", "inbox.rb", "403 \"Forbidden\"", "ruby");
  }

  @Test
  void netHttpInGo() throws IOException, InterruptedException {
    assumeTrue(runs("go", "version"), "left out: there is no Go on this machine");
    assertLed("Go", "inbox.go", "Forbidden", "go", "run");
  }

  private static boolean runs(String... words) throws InterruptedException {
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
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
