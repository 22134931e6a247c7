package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestProcess;

/** Programs that are led to Parley by their environment alone, through its proxy. */
@Timeout(180)
class ProxyTest {
  private static final Pattern ADDRESS = Pattern.compile("(http://[0-9.:]+)");
  @TempDir Path data;
  private TestProcess server;
  private URI proxy;

  @BeforeEach
  void serve() {
    begin();
  }

  private void begin(String... options) {
    var all = new ArrayList<>(List.of("--proxy-port", "0"));
    all.addAll(List.of(options));
    server = TestProcess.serve(data, TestProcess.ACCOUNT, all.toArray(String[]::new));
    var told = ADDRESS.matcher(server.awaitLine("proxy"));
    assertThat(told.find()).isTrue();
    proxy = URI.create(told.group(1));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void theNodeSdkIsLedToItByTheVariablesAlone() throws IOException, InterruptedException {
    UntoldPrograms.furnish(server.client());
    assertThat(UntoldPrograms.node(UntoldPrograms.variables(data, proxy)))
        .startsWith(UntoldPrograms.INBOX.toArray(String[]::new))
        .endsWith(UntoldPrograms.REFUSED)
        .hasSize(6);
  }

  @Test
  void theJavaSdkIsLedToItByTheVariablesAlone() throws IOException, InterruptedException {
    UntoldPrograms.furnish(server.client());
    assertThat(UntoldPrograms.java(UntoldPrograms.variables(data, proxy)))
        .startsWith(UntoldPrograms.INBOX.toArray(String[]::new))
        .endsWith(UntoldPrograms.REFUSED)
        .hasSize(6);
  }

  @Test
  void theBrowsersClientConnectsWithoutAnyOptionThroughTheBrowsersProxy() {
    UntoldPrograms.furnish(server.client());
    var token = server.client().post("/parley/v1/Tokens", "Identity", "ada").is(201).text("token");
    assertThat(UntoldPrograms.browser(proxy, token)).isEqualTo(List.of("0", "1", "2", "3", "4"));
  }

  @Test
  void whatItDoesNotAnswerForIsRefusedWithWords() throws IOException {
    for (var wish :
        List.of(
            "CONNECT api.twilio.com:443 HTTP/1.1\r\nHost: api.twilio.com:443",
            "CONNECT conversations.twilio.com.example:443 HTTP/1.1\r\nHost: x",
            "CONNECT conversations.twilio.com:80 HTTP/1.1\r\nHost: conversations.twilio.com:80",
            "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22",
            "GET http://example.com/ HTTP/1.1\r\nHost: example.com",
            "GET /v1/Conversations HTTP/1.1\r\nHost: conversations.twilio.com")) {
      assertThat(ask(wish, "}")).startsWith("HTTP/1.1 403").contains("Parley's proxy refuses");
    }
  }

  @Test
  void aNameWithADotAtItsEndIsTheSameHost() throws IOException {
    assertThat(ask("CONNECT conversations.twilio.com.:443 HTTP/1.1\r\nHost: x", "\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void whatIsNoRequestIsToldSoAsTheApiTellsIt() throws IOException {
    for (var wish :
        List.of(
            "CONNECT user:password@conversations.twilio.com:443 HTTP/1.1\r\nHost: x",
            "CONNECT a.example:99999 HTTP/1.1\r\nHost: x",
            "GET http://user:password@a.example/ HTTP/1.1\r\nHost: a.example",
            "\u0016\u0003\u0001")) {
      assertThat(ask(wish, "}}")).startsWith("HTTP/1.1 400").contains("\"code\":20422");
    }
  }

  @Test
  void allElsePassesWhereThatIsAskedFor() throws IOException {
    server.close();
    begin("--proxy-others", "pass");
    try (var elsewhere = Receiver.start().answeringAlways(Reaction.status(202))) {
      var url = URI.create(elsewhere.url("/else"));
      var host = url.getAuthority();
      assertThat(ask("GET " + url + " HTTP/1.1\r\nHost: " + host, "HTTP/1.1 202"))
          .startsWith("HTTP/1.1 202");
      assertThat(
              ask(
                  "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\nGET /else HTTP/1.1\r\nHost: %1$s"
                      .formatted(host),
                  "HTTP/1.1 202"))
          .startsWith("HTTP/1.1 200");
      assertThat(elsewhere.received()).hasSize(2);
    }
  }

  /** Asks the proxy, and reads until an answer holds a text. */
  private String ask(String wish, String until) throws IOException {
    try (var socket = new Socket(proxy.getHost(), proxy.getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write((wish + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      var answer = new StringBuilder();
      while (answer.indexOf(until) < 0) {
        var next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        answer.append((char) next);
      }
      return answer.toString();
    }
  }
}
