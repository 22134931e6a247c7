package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import parley.testkit.TestProcess;

/** Settings in a file, and what tells which of them are in force. */
class ConfigFileTest {
  private static final String SECRET = "0123456789abcdef";

  @TempDir Path directory;

  @Test
  void theFileGoesBehindOptionAndVariableAndBeforeTheDefault() throws IOException {
    var file = file("port = 83\nhost: localhost\n");
    assertThat(settings(file, Map.of()).port()).isEqualTo(83);
    assertThat(settings(file, Map.of()).host()).isEqualTo("localhost");
    assertThat(settings(file, Map.of("PARLEY_PORT", "81")).port()).isEqualTo(81);
    assertThat(settings(file, Map.of("PARLEY_PORT", "81"), "--port", "82").port()).isEqualTo(82);
  }

  @Test
  void aVariableNamesTheFileToo() throws IOException {
    var variables = Map.of("PARLEY_CONFIG", file("port=83").toString());
    assertThat(Settings.of(Arguments.parse(new Serve(), List.of(), variables)).port())
        .isEqualTo(83);
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = Mode.EXCLUDE,
      names = {"CONFIG", "JAVA_HOME", "JAVA_OPTS"})
  void everySettingMayStandInTheFileAndBlankIsAbsent(Setting setting) throws IOException {
    var file = closed(file(setting.optionName() + "=some text"));
    var found = Arguments.parse(new Serve(), with(file), Map.of()).find(setting);
    assertThat(found).isEqualTo(new Given("some text", file + ", line 1", file));
    assertThat(settings(file(setting.optionName() + "= "), Map.of()))
        .usingRecursiveComparison()
        .isEqualTo(Settings.of(Arguments.parse(new Serve(), List.of(), Map.of())));
  }

  @Test
  void aNameThatMeansNothingIsRefusedWithTheOneThatMayBeMeant() throws IOException {
    var file =
        file("# ours\nprot=81\n\nPARLEY_PUBLIC_URL=https://x\nflavour=sweet\njava-opts=-Xmx2g\n");
    assertThat(faults(file, Map.of("PARLEY_HOST", "h"), "--port", "x"))
        .containsExactly(
            file + ", line 2: there is no setting prot; is it port?",
            file + ", line 4: there is no setting PARLEY_PUBLIC_URL; is it public-url?",
            file + ", line 5: there is no setting flavour",
            file + ", line 6: java-opts is asked before this file; set PARLEY_JAVA_OPTS",
            "--port (PARLEY_PORT) must be a whole number from 0 to 65535, not x");
  }

  @Test
  void aWrongValueIsToldWithItsLine() throws IOException {
    var file = file("host=localhost\nport=many\nport=more");
    assertThat(faults(file, Map.of()))
        .containsExactly(
            "--port (PARLEY_PORT) must be a whole number from 0 to 65535, not more ("
                + file
                + ", line 3)");
  }

  @Test
  void aFileThatCannotBeReadIsAFaultOfItsOwn() throws IOException {
    assertThat(faults(directory.resolve("gone"), Map.of()))
        .singleElement()
        .asString()
        .startsWith("--config (PARLEY_CONFIG) cannot be read: no such file or directory: ");
    assertThat(faults(file("host=\\u00zz"), Map.of()))
        .singleElement()
        .asString()
        .startsWith("--config (PARLEY_CONFIG) cannot be read: ");
    var latin = directory.resolve("latin");
    Files.write(
        latin, "public-url=https://caf\u00e9.example".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(faults(latin, Map.of()))
        .containsExactly("--config (PARLEY_CONFIG) cannot be read: it is not in UTF-8");
  }

  @Test
  void theMarkThatSomeEditorsBeginAFileWithIsNoPartOfAName() throws IOException {
    assertThat(settings(file("\uFEFFport=83"), Map.of()).port()).isEqualTo(83);
  }

  @Test
  void aFileWithSecretsMustBeItsOwnersAlone() throws IOException {
    var text = "auth-token=" + SECRET + "\ndatabase=jdbc:postgresql://h/d?user=u&password=hush\n";
    var open = file(text);
    assertThat(faults(open, Map.of()))
        .containsExactly(
            open
                + " holds secrets (database, auth-token), and others may read it: chmod 600 "
                + open);
    var settings = settings(closed(file(text)), Map.of());
    assertThat(settings.place().authToken()).isEqualTo(SECRET);
    assertThat(settings.place().database().secrets()).containsEntry("password", "hush");
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.toString()).doesNotContain(SECRET, "hush");
  }

  @Test
  void configTellsEverySettingAndWhereItWasSetAndNoSecret() throws IOException {
    var file = closed(file("auth-token=" + SECRET + "\npublic-url=https://chat.example.com\n"));
    var variables =
        Map.of(
            "PARLEY_SECRET_KEY", SECRET.repeat(4),
            "PARLEY_DATABASE", "jdbc:postgresql://h/d?user=u&password=hush",
            "PARLEY_JAVA_OPTS", "-Dhttp.proxyPassword=hush",
            "PARLEY_HOSTT", "?");
    var said = config(0, variables, "--config", file.toString(), "--port", "9000", "--demo");
    assertThat(said)
        .containsPattern("(?m)^port +9000 +--port$")
        .containsPattern("(?m)^demo +on +--demo$")
        .containsPattern("(?m)^host +127.0.0.1 +default$")
        .containsPattern("(?m)^public-url +https://chat.example.com +\\Q" + file + "\\E, line 2$")
        .containsPattern("(?m)^auth-token +\\(set\\) +\\Q" + file + "\\E, line 1$")
        .containsPattern("(?m)^secret-key +\\(set\\) +PARLEY_SECRET_KEY$")
        .containsPattern("(?m)^database +jdbc:postgresql://h/d\\?user=u +PARLEY_DATABASE$")
        .contains("warning: there is no variable PARLEY_HOSTT; is it PARLEY_HOST?")
        .doesNotContain(SECRET, "hush");
    for (var setting : Setting.values()) {
      assertThat(said).containsPattern("(?m)^" + setting.optionName() + " ");
    }
  }

  @Test
  void noNameEndsALineOfWhatIsWrong() {
    assertThat(config(2, Map.of(), "--config", "a\nparley: all is well\u001b[2J"))
        .contains("a parley: all is well ")
        .doesNotContain("\u001b");
  }

  @Test
  void configTellsWhatIsWrongAndEndsWithTwo() {
    assertThat(config(2, Map.of("PARLEY_AUTH_TOKEN", "short"), "--host", "0.0.0.0"))
        .contains("PARLEY_AUTH_TOKEN must have 16 characters or more")
        .containsPattern("(?m)^host +0.0.0.0 +--host$");
    assertThat(config(0, Map.of("PARLEY_AUTH_TOKEN", "short")))
        .contains("warning: PARLEY_AUTH_TOKEN has fewer than 16 characters");
  }

  @Test
  void aServerWhoseTokenIsInTheFileTellsHowAShellFindsIt() throws IOException {
    var file = closed(file("port=0\nauth-token = " + SECRET + " \ndata=" + directory + "/d\n"));
    try (var server = TestProcess.serveIn(directory, "--config", file.toString())) {
      assertThat(server.awaitLine("auth token")).contains("in " + file + ", line 2");
      var command = server.awaitLine("try").strip().replaceFirst("try +", "");
      var shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
      assertThat(shell.inputReader().readAllAsString()).contains("\"conversations\":[");
    }
  }

  private static String config(int code, Map<String, String> variables, String... words) {
    var line = new ArrayList<>(List.of("config"));
    line.addAll(List.of(words));
    var said = new ByteArrayOutputStream();
    var out = System.out;
    var err = System.err;
    try (var stream = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(stream);
      System.setErr(stream);
      assertThat(new Main(variables).run(line)).isEqualTo(code);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private Path file(String text) throws IOException {
    var file = Files.writeString(directory.resolve("parley.properties"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static Path closed(Path file) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static List<String> with(Path file, String... words) {
    var all = new ArrayList<>(List.of("--config", file.toString()));
    all.addAll(List.of(words));
    return all;
  }

  private static Settings settings(Path file, Map<String, String> variables, String... words) {
    return Settings.of(Arguments.parse(new Serve(), with(file, words), variables));
  }

  private static List<String> faults(Path file, Map<String, String> variables, String... words) {
    var error = catchThrowableOfType(UsageError.class, () -> settings(file, variables, words));
    return error == null ? List.of() : error.faults();
  }
}
