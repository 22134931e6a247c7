package parley.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import parley.compat.NodePackage;
import tools.jackson.databind.json.JsonMapper;

/** How a block is tried, by its language and the word behind it. One that has no way fails. */
final class Tries {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String WITH = "with ";

  /** Languages of what is printed, or is no program. */
  private static final Set<String> SHOWN = Set.of("text", "json");

  private final PageShell shell;
  private final Granted granted;
  private int count;

  /** What was to print what is shown next was left out, by its kind: what is shown is, too. */
  private final Set<Printing> leftOut = EnumSet.noneOf(Printing.class);

  private enum Printing {
    TYPED,
    LISTENER
  }

  Tries(PageShell shell) {
    this.shell = shell;
    this.granted = new Granted(shell);
  }

  void attempt(Snippet block) throws Exception {
    var kind = block.way().endsWith("listener") ? Printing.LISTENER : Printing.TYPED;
    if (SHOWN.contains(block.language())) {
      var printed = block.way().isEmpty() || kind == Printing.LISTENER;
      assumeFalse(
          printed && leftOut.contains(kind), "left out: what prints it was left out or failed");
      carryOut(block);
      return;
    }
    leftOut.add(kind);
    carryOut(block);
    leftOut.remove(kind);
  }

  private void carryOut(Snippet block) throws Exception {
    if (block.language().equals("sh") && block.way().startsWith(WITH)) {
      granted.make(block.way().substring(WITH.length()));
      type(block);
      return;
    }
    switch ((block.language() + " " + block.way()).strip()) {
      case "sh" -> type(block);
      case "sh checked" -> shell.run("bash -n " + shell.file("checked.sh", block.text()));
      case "text" -> Shown.text(shell.here(block.text()), shell.output());
      case "text server" -> saysServer(block.text());
      case "text listener" -> saysListener(block.text());
      case "json" -> Shown.json(shell.here(block.text()), shell.output());
      case "json parsed" -> JsonMapper.shared().readTree(block.text().replace("...", "0"));
      case "json fixture" -> makeFixture(block.text());
      case "java" -> shell.run(java(block, "Snippet"));
      case "java listener" -> shell.listen(java(block, "Hook"));
      case "java example", "js example" -> isOfAnExample(block.text());
      case "js" -> shell.run("node '%s'".formatted(node("rest", "js", block)));
      case "js listener" -> shell.listen("node '%s'".formatted(node("rest", "js", block)));
      case "js client" -> shell.run("node '%s'".formatted(client(block)));
      case "python" -> shell.run(python(block));
      case "python listener" -> shell.listen(python(block));
      case "php" -> check("php", "php -l", block);
      case "ruby" -> check("ruby", "ruby -c", block);
      case "go" -> check("gofmt", "gofmt -e", block);
      case "csharp" -> abort("left out: nothing here knows C#; read by people alone");
      case "yaml" -> check("ruby", "ruby -ryaml -e 'YAML.parse_file(ARGV[0])'", block);
      case "xml" -> parseXml(block.text());
      case "properties" -> shell.run("./parley config --config " + ownFile("properties", block));
      case "nginx" -> checkNginx(block);
      case "caddy" -> check("caddy", "caddy validate --adapter caddyfile --config", block);
      default -> fail("%s is no way in which a block is tried: see CONTRIBUTING.md", block);
    }
  }

  private void type(Snippet block) throws IOException {
    Tools.need("curl", "curl", "--version");
    Tools.need("jq", "jq", "--version");
    if (block.serves()) {
      shell.serve(block.text());
    } else {
      if (!shell.isServed()) {
        shell.serve("./parley serve");
      }
      shell.run(block.text());
    }
  }

  private void saysListener(String shown) {
    await().atMost(SOON).untilAsserted(() -> Shown.text(shown, shell.ofListener()));
    shell.stopListener();
  }

  private void saysServer(String shown) {
    await().atMost(SOON).untilAsserted(() -> Shown.text(shell.here(shown), shell.ofServer()));
  }

  private String java(Snippet block, String name) throws IOException {
    return Tools.java(shell.file(name + count++ + ".java", block.text()));
  }

  private Path node(String sdk, String suffix, Snippet block) throws Exception {
    var file = NodePackage.installed(sdk).file("snippet-%d.%s".formatted(count++, suffix));
    return Files.writeString(file, shell.here(block.text())).toAbsolutePath();
  }

  /** The client is installed by another name, beside an older one. */
  private Path client(Snippet block) throws Exception {
    var file = node("client", "mjs", block);
    var name = file.resolveSibling("node_modules/@twilio/conversations");
    if (!Files.exists(name)) {
      Files.createSymbolicLink(name, Path.of("..", "conversations-3"));
    }
    return file;
  }

  /** Debian's, which sees Debian's package of the official SDK. */
  private String python(Snippet block) throws IOException {
    Tools.need("official SDK for Python", "/usr/bin/python3", "-c", "import twilio");
    return "/usr/bin/python3 '%s'".formatted(shell.file("snippet" + count++ + ".py", block.text()));
  }

  private Path ownFile(String suffix, Snippet block) throws IOException {
    var file = shell.file("snippet%d.%s".formatted(count++, suffix), block.text());
    assertThat(file.toFile().setReadable(false, false) && file.toFile().setReadable(true, true))
        .isTrue();
    return file;
  }

  private void check(String program, String command, Snippet block) throws IOException {
    Tools.need(program, "sh", "-c", "command -v " + program);
    var file = shell.file("snippet%d.%s".formatted(count++, block.language()), block.text());
    shell.run("%s '%s'".formatted(command, file));
  }

  /** A server's part of a configuration, with what surrounds it; nobody asks it anything. */
  private void checkNginx(Snippet block) throws Exception {
    Tools.need("nginx", "sh", "-c", "command -v nginx");
    Tools.need("openssl", "openssl", "version");
    var part = block.text().replace("443 ssl", "8443 ssl");
    shell.file(
        "nginx.conf",
        """
        pid nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          ssl_certificate nginx.pem;
          ssl_certificate_key nginx.key;
          %s
        }
        """
            .formatted(part));
    shell.run(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout nginx.key -out nginx.pem -days 1 -subj"
            + " /CN=x\n"
            + "nginx -t -p . -c nginx.conf");
  }

  private void makeFixture(String document) throws IOException {
    var file = shell.file("fixture%d.json".formatted(count++), document);
    shell.run(
        """
        curl -sS --fail-with-body -X POST -u %1$s http://127.0.0.1:8080/parley/v1/Test/Reset
        curl -sS --fail-with-body -u %1$s http://127.0.0.1:8080/parley/v1/Test/Fixtures --json @%2$s
        """
            .formatted("AC0123456789abcdef0123456789abcdef:ephemeralauthtoken", file));
  }

  private static void isOfAnExample(String text) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
      var sources = files.filter(file -> file.toString().matches(".*\\.(java|js)")).toList();
      assertThat(sources).anyMatch(file -> contains(file, text));
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void parseXml(String text) throws Exception {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }
}
