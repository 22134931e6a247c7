package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/** Programs that are led to a Parley elsewhere, by {@code parley proxy} and their environment. */
@Timeout(180)
class RemoteProxyTest {
  @TempDir static Path elsewhere;
  @TempDir static Path here;
  private static TestProcess server;
  private static TestProcess proxy;

  @BeforeAll
  static void begin() {
    server = TestProcess.serve(elsewhere, TestProcess.ACCOUNT);
    proxy = TestProcess.proxy(here, "--to", server.address().toString());
    UntoldPrograms.furnish(server.client());
  }

  @AfterAll
  static void end() {
    proxy.close();
    server.close();
  }

  @Test
  void theNodeSdkListsTheInboxAndAnotherHostIsRefused() throws IOException, InterruptedException {
    assertThat(UntoldPrograms.node(UntoldPrograms.variables(here, proxy.address())))
        .startsWith(UntoldPrograms.INBOX.toArray(String[]::new))
        .endsWith(UntoldPrograms.REFUSED)
        .hasSize(6);
  }

  @Test
  void theJavaSdkListsTheInboxAndAnotherHostIsRefused() throws IOException, InterruptedException {
    assertThat(UntoldPrograms.java(UntoldPrograms.variables(here, proxy.address())))
        .startsWith(UntoldPrograms.INBOX.toArray(String[]::new))
        .endsWith(UntoldPrograms.REFUSED)
        .hasSize(6);
  }

  @Test
  void theBrowsersClientConnectsWithoutAnyOption() {
    var token = server.client().post("/parley/v1/Tokens", "Identity", "ada").is(201).text("token");
    assertThat(UntoldPrograms.browser(proxy.address(), token))
        .isEqualTo(List.of("0", "1", "2", "3", "4"));
  }

  @Test
  void itEndsWithWhoStartedIt() {
    try (var another =
        TestProcess.proxy(here, "--to", server.address().toString(), "--until-stdin-ends")) {
      another.endInput();
      assertThat(another.awaitExit()).isZero();
    }
  }

  @Test
  void itIsNotLedToItselfNorToTheOriginalNorNowhere() {
    assertThat(said("--to", "https://conversations.twilio.com/v1")).contains("is the original's");
    assertThat(said("--to", "http://localhost:" + proxy.address().getPort() + "/x"))
        .contains("Address already in use"); // by the one that is there
    assertThat(said("--to", "chat.example.com")).contains("must be like https://chat.example.com");
    assertThat(said("--to", "http://user:secret@example.com"))
        .contains("must be like")
        .doesNotContain("secret");
    assertThat(said()).contains("--to is missing");
  }

  private static String said(String... options) {
    var words = new ArrayList<>(List.of("proxy", "--proxy-port"));
    words.add("" + proxy.address().getPort());
    words.addAll(List.of(options));
    return TestProcess.run(here, words.toArray(String[]::new)).awaitOutput();
  }
}
