package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Chat;
import parley.testkit.Chromium;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/** Programs that are led to Parley by their environment alone, through its proxy. */
@Timeout(180)
class ProxyTest {
  private static final Pattern ADDRESS = Pattern.compile("(http://[0-9.:]+)");
  private static final Pattern VARIABLE = Pattern.compile("export (\\w+)='(.*)'");
  private static final Path SDK =
      Path.of("src/main/resources/parley/chat/sdk/twilio-conversations.min.js");

  private static final String REFUSED =
      "other host Forbidden: Parley's proxy refuses api.twilio.com:443: it answers for the hosts of"
          + " Conversations alone, and lets nothing else out; with --proxy-others=pass all else"
          + " passes";

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
    furnish();
    var told = NodePackage.installed("rest").run(variables(), "node", "inbox.js");
    assertThat(told.lines())
        .containsExactly("name 4", "name 3", "name 2", "name 1", "name 0", REFUSED);
  }

  @Test
  void theJavaSdkIsLedToItByTheVariablesAlone() throws IOException, InterruptedException {
    furnish();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            UntoldProgram.class.getName());
    builder.environment().putAll(variables());
    var process = builder.redirectErrorStream(true).start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(told.lines().filter(line -> line.startsWith("name")))
        .as(told)
        .containsExactly("name 4", "name 3", "name 2", "name 1", "name 0");
    assertThat(told).contains(REFUSED);
  }

  private void furnish() {
    var chat = new Chat(server.client());
    for (var i = 0; i < 5; i++) {
      var sid = server.client().post("/v1/Conversations", "FriendlyName", "" + i).is(201).sid();
      chat.join(sid, "ada");
    }
  }

  /** Those that the command prints, and the account's, which such programs have by these names. */
  private Map<String, String> variables() {
    var command =
        List.of("env", "--proxy-port", "" + proxy.getPort(), "--shell").toArray(String[]::new);
    var variables = new HashMap<String, String>();
    TestProcess.run(data, command)
        .awaitOutput()
        .lines()
        .map(VARIABLE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> variables.put(line.group(1), line.group(2)));
    assertThat(variables).hasSizeGreaterThan(5);
    variables.put("TWILIO_ACCOUNT_SID", TestServer.ACCOUNT);
    variables.put("TWILIO_AUTH_TOKEN", TestServer.TOKEN);
    return variables;
  }

  @Test
  void theBrowsersClientConnectsWithoutAnyOptionThroughTheBrowsersProxy() {
    furnish();
    var token = server.client().post("/parley/v1/Tokens", "Identity", "ada").is(201).text("token");
    try (var chromium = Chromium.start()) {
      var page =
          chromium.page(
              400, 300, wish -> wish.setProxy(proxy.toString()).setIgnoreHTTPSErrors(true));
      page.navigate("https://conversations.twilio.com/health/live");
      page.addScriptTag(new Page.AddScriptTagOptions().setPath(SDK));
      assertThat(page.evaluate(CLIENT, token)).isEqualTo(List.of("0", "1", "2", "3", "4"));
    }
  }

  private static final String CLIENT =
      """
      async (token) => {
        const client = new Twilio.Conversations.Client(token);
        await new Promise((done, failed) => {
          client.on("initialized", done);
          client.on("initFailed", ({ error }) => failed(error));
        });
        const page = await client.getSubscribedConversations();
        return page.items.map((one) => one.friendlyName).sort();
      }\
      """;

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
