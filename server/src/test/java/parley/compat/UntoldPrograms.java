package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;
import parley.testkit.Chat;
import parley.testkit.Chromium;
import parley.testkit.TestClient;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/**
 * Programs that know nothing of Parley, and what they tell when their environment leads them there.
 */
final class UntoldPrograms {
  /** What an official SDK says of a host that is refused. */
  static final String REFUSED =
      "other host Forbidden: Parley's proxy refuses api.twilio.com:443: it answers for the hosts of"
          + " Conversations alone, and lets nothing else out; with --proxy-others=pass all else"
          + " passes";

  /** Of the inbox that {@link #furnish} makes, newest first. */
  static final List<String> INBOX = List.of("name 4", "name 3", "name 2", "name 1", "name 0");

  private static final Pattern VARIABLE = Pattern.compile("export (\\w+)='(.*)'");
  private static final Path SDK =
      Path.of("src/main/resources/parley/chat/sdk/twilio-conversations.min.js");

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

  private UntoldPrograms() {}

  /** Gives ada five conversations. */
  static void furnish(TestClient client) {
    var chat = new Chat(client);
    for (var i = 0; i < 5; i++) {
      chat.join(client.post("/v1/Conversations", "FriendlyName", "" + i).is(201).sid(), "ada");
    }
  }

  /** Those that the command prints, and the account's, which such programs have by these names. */
  static Map<String, String> variables(Path data, URI proxy) {
    var variables = read(printed(data, proxy, "--shell"));
    assertThat(variables).hasSizeGreaterThan(5);
    return withAccount(variables);
  }

  /** Those that it prints for one language, and the account's. */
  static Map<String, String> variables(Path data, URI proxy, String language) {
    var printed = printed(data, proxy);
    var from = printed.indexOf("# " + language + "\n");
    assertThat(from).as(printed).isNotNegative();
    var to = printed.indexOf("\n#", from);
    return withAccount(read(printed.substring(from, to < 0 ? printed.length() : to)));
  }

  private static String printed(Path data, URI proxy, String... more) {
    var words = new ArrayList<>(List.of("env", "--proxy-port", "" + proxy.getPort()));
    words.addAll(List.of(more));
    return TestProcess.run(data, words.toArray(String[]::new)).awaitOutput();
  }

  private static Map<String, String> read(String printed) {
    var variables = new HashMap<String, String>();
    printed
        .lines()
        .map(VARIABLE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> variables.put(line.group(1), line.group(2)));
    return variables;
  }

  private static Map<String, String> withAccount(Map<String, String> variables) {
    variables.put("TWILIO_ACCOUNT_SID", TestServer.ACCOUNT);
    variables.put("TWILIO_AUTH_TOKEN", TestServer.TOKEN);
    return variables;
  }

  /** The Node SDK lists the inbox, and asks another host. */
  static List<String> node(Map<String, String> variables) throws IOException, InterruptedException {
    return NodePackage.installed("rest").run(variables, "node", "inbox.js").lines().toList();
  }

  /** The Java SDK does so. */
  static List<String> java(Map<String, String> variables) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var told =
        run(
            variables,
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            UntoldProgram.class.getName());
    return told.stream()
        .filter(line -> line.startsWith("name") || line.startsWith("other host"))
        .toList();
  }

  /** Whether there is a program that ends well so. */
  static boolean runs(String... words) throws InterruptedException {
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A Python that has the official SDK, as Debian's has by a package; else the test is left out.
   */
  static String pythonWithSdk() throws InterruptedException {
    for (var python : List.of("/usr/bin/python3", "python3")) {
      if (runs(python, "-c", "import twilio.rest")) {
        return python;
      }
    }
    throw new TestAbortedException("left out: no Python with the official SDK on this machine");
  }

  /** Runs a program with nothing more than these variables. What it says, line by line. */
  static List<String> run(Map<String, String> variables, String... words)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeIf(UntoldPrograms::leads);
    builder.environment().putAll(variables);
    var process = builder.start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(told).isZero();
    return told.lines().toList();
  }

  /** Whether a variable says where to go or whom to trust: here these alone shall. */
  private static boolean leads(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*(proxy|cert|bundle|pythonpath).*");
  }

  /** The official client connects in a browser that has a proxy; names of what it lists. */
  static Object browser(URI proxy, String token) {
    try (var chromium = Chromium.start()) {
      var page =
          chromium.page(
              400, 300, wish -> wish.setProxy(proxy.toString()).setIgnoreHTTPSErrors(true));
      page.navigate("https://conversations.twilio.com/health/live");
      page.addScriptTag(new Page.AddScriptTagOptions().setPath(SDK));
      return page.evaluate(CLIENT, token);
    }
  }
}
