package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.HttpLimits;
import parley.http.TlsFiles;
import parley.problem.Limits;
import parley.testkit.MadePart;
import parley.testkit.TestCertificate;
import parley.webhook.WebhookRules;
import parley.webhook.WebhookRules.OnTimeout;

/**
 * What a server is started with: where each setting comes from, and what is refused. The table of
 * docs/options.md is made from it; with -Dparley.settings=write it is written anew.
 */
class SettingsTest {
  private static final String LONG = "0123456789abcdef";
  @TempDir Path directory;

  @Test
  void anOptionGoesBeforeItsVariableAndThatBeforeTheDefault() {
    assertThat(settings(Map.of()).port()).isEqualTo(8080);
    assertThat(settings(Map.of("PARLEY_PORT", "81")).port()).isEqualTo(81);
    assertThat(settings(Map.of("PARLEY_PORT", "81"), "--port", "82").port()).isEqualTo(82);
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void blankIsAbsentEverywhere(Setting setting) {
    for (var blank : List.of("", " ", "\t")) {
      assertThat(settings(Map.of(setting.variable(), blank)))
          .usingRecursiveComparison()
          .isEqualTo(settings(Map.of()));
      if (setting.kind() == Setting.Kind.OPTION) {
        assertThat(settings(Map.of(), "--" + setting.optionName(), blank))
            .usingRecursiveComparison()
            .isEqualTo(settings(Map.of()));
      }
    }
  }

  @Test
  void everyFaultIsToldAtOnceByOptionAndVariable() {
    var variables =
        Map.of(
            "PARLEY_PORT", "70000",
            "PARLEY_PUBLIC_URL", "chat.example.com",
            "PARLEY_DATABASE", "mysql://x",
            "PARLEY_ACCOUNT_SID", "AC1",
            "PARLEY_AUTH_TOKEN", "short",
            "PARLEY_SECRET_KEY", LONG);
    assertThat(faults(variables, "--host", "0.0.0.0"))
        .hasSize(6)
        .anyMatch(fault -> fault.startsWith("--port (PARLEY_PORT) must be a whole number"))
        .anyMatch(fault -> fault.startsWith("--public-url (PARLEY_PUBLIC_URL) must be like https"))
        .anyMatch(fault -> fault.startsWith("--database (PARLEY_DATABASE) must be jdbc:sqlite"))
        .anyMatch(fault -> fault.startsWith("--account-sid (PARLEY_ACCOUNT_SID) must be AC and 32"))
        .anyMatch(fault -> fault.startsWith("PARLEY_AUTH_TOKEN must have 16 characters or more"))
        .anyMatch(fault -> fault.startsWith("PARLEY_SECRET_KEY must be 64 hexadecimal digits"));
  }

  @Test
  void webhooksAreCalledAsDocumentedUnlessTheServerIsSetToDoElse() {
    assertThat(settings(Map.of()).rules().webhooks()).isEqualTo(WebhookRules.DOCUMENTED);
    var variables =
        Map.of(
            "PARLEY_WEBHOOKS_FOR_REST", "On",
            "PARLEY_WEBHOOK_PRE_TIMEOUT", "2",
            "PARLEY_WEBHOOK_PRE_ON_TIMEOUT", "reject");
    assertThat(settings(variables).rules().webhooks())
        .isEqualTo(new WebhookRules(true, Duration.ofSeconds(2), OnTimeout.REJECT));
    assertThat(
            faults(
                Map.of("PARLEY_WEBHOOK_PRE_TIMEOUT", "0"),
                "--webhooks-for-rest",
                "yes",
                "--webhook-pre-on-timeout",
                "wait"))
        .hasSize(3)
        .anyMatch(fault -> fault.contains("(PARLEY_WEBHOOKS_FOR_REST) must be on or off, not yes"))
        .anyMatch(fault -> fault.contains("PRE_ON_TIMEOUT) must be continue or reject, not wait"))
        .anyMatch(fault -> fault.contains("PRE_TIMEOUT) must be a whole number from 1 to 60"));
  }

  @Test
  void testControlsAreOffUnlessAskedForAndOthersReachThemOnlyWhereThatIsSaid() {
    assertThat(settings(Map.of()).testControls()).isFalse();
    assertThat(settings(Map.of(), "--test-controls-anywhere").testControls()).isFalse();
    assertThat(settings(Map.of(), "--test-controls").testControls()).isTrue();
    assertThat(settings(Map.of("PARLEY_TEST_CONTROLS", "on")).testControls()).isTrue();
    for (var reach :
        List.of(
            List.of("--host", "0.0.0.0"),
            List.of("--public-url", "https://chat.example"),
            List.of("--proxy-port", "0", "--proxy-host", "0.0.0.0"))) {
      var words = new ArrayList<>(reach);
      words.add("--test-controls");
      assertThat(faults(Map.of(), words.toArray(String[]::new)))
          .singleElement()
          .asString()
          .contains("(PARLEY_TEST_CONTROLS) is for this machine alone");
      words.add("--test-controls-anywhere");
      var forced = settings(Map.of(), words.toArray(String[]::new));
      assertThat(forced.testControls()).isTrue();
      assertThat(forced.warnings()).anyMatch(line -> line.contains("they can empty it"));
    }
  }

  @Test
  void whoServesWithoutDataOfItsOwnNamesNoPlaceForItAndIsReachedByNobodyElse() {
    assertThat(settings(Map.of(), "--ephemeral").ephemeral()).isTrue();
    assertThat(faults(Map.of("PARLEY_DATA", "d"), "--ephemeral", "--database", "jdbc:sqlite:x"))
        .hasSize(2)
        .allMatch(fault -> fault.contains("is one too many beside --ephemeral"));
    assertThat(faults(Map.of(), "--ephemeral", "--host", "0.0.0.0"))
        .singleElement()
        .asString()
        .contains("(PARLEY_EPHEMERAL) has an auth token that everybody knows");
    assertThat(faults(Map.of(), "--ephemeral", "--proxy-port", "0", "--proxy-host", "0.0.0.0"))
        .singleElement()
        .asString()
        .contains("(PARLEY_EPHEMERAL) has an auth token that everybody knows");
    var own = Map.of("PARLEY_AUTH_TOKEN", LONG);
    assertThat(settings(own, "--ephemeral", "--host", "0.0.0.0").ephemeral()).isTrue();
  }

  @Test
  void webhooksLeadToThisMachineOnlyWhereNobodyElseReachesTheServer() {
    assertThat(settings(Map.of()).rules().outbound().localAllowed()).isTrue();
    assertThat(settings(Map.of(), "--host", "0.0.0.0").rules().outbound().localAllowed()).isFalse();
    var proxied = settings(Map.of(), "--public-url", "https://chat.example.com");
    assertThat(proxied.rules().outbound().localAllowed()).isFalse();
    var led = settings(Map.of(), "--proxy-port", "0", "--proxy-host", "0.0.0.0");
    assertThat(led.rules().outbound().localAllowed()).isFalse();
    assertThat(led.isForThisMachineAlone()).isFalse();
    assertThat(settings(Map.of(), "--proxy-port", "0").isForThisMachineAlone()).isTrue();
    assertThat(settings(Map.of(), "--proxy-host", "0.0.0.0").isForThisMachineAlone())
        .as("without a port there is no proxy")
        .isTrue();
  }

  @Test
  void whereWebhooksMayLeadAndWhoVouchesForThemIsCheckedAtTheStart() throws IOException {
    var none = Files.writeString(directory.resolve("none.pem"), "no certificate");
    var variables = Map.of("PARLEY_WEBHOOK_ALLOW", "10.1.0.0/16, fd00::/8");
    assertThat(settings(variables).rules().outbound().allowed())
        .hasToString("[10.1.0.0/16, fd00:0:0:0:0:0:0:0/8]");
    assertThat(faults(Map.of(), "--webhook-allow", "intranet", "--webhook-ca", none.toString()))
        .hasSize(2)
        .anyMatch(fault -> fault.startsWith("--webhook-allow (PARLEY_WEBHOOK_ALLOW) must be addr"))
        .anyMatch(fault -> fault.startsWith("--webhook-ca (PARLEY_WEBHOOK_CA) names a file"));
    assertThat(faults(Map.of(), "--webhook-ca", directory.resolve("gone.pem").toString()))
        .hasSize(1)
        .allMatch(
            fault ->
                fault.startsWith(
                    "--webhook-ca (PARLEY_WEBHOOK_CA) cannot be read: no such file or directory:"
                        + " "));
  }

  @Test
  void certificateAndKeyAreAPairThatCanBeUsed() throws Exception {
    var certificate = directory.resolve("cert.pem");
    var key = directory.resolve("key.pem");
    var one = TestCertificate.make(directory, "EC", "one");
    one.writeChain(certificate);
    one.writeKey(key);
    var words = List.of("--tls-cert", certificate.toString(), "--tls-key", key.toString());
    assertThat(settings(Map.of(), words.toArray(String[]::new)).tls())
        .isEqualTo(new TlsFiles(certificate, key));
    assertThat(settings(Map.of()).tls()).isNull();
    assertThat(faults(Map.of(), "--tls-cert", certificate.toString()))
        .containsExactly("--tls-key (PARLEY_TLS_KEY) is missing beside the other");
    TestCertificate.make(directory, "EC", "two").writeKey(key);
    assertThat(faults(Map.of(), words.toArray(String[]::new)))
        .singleElement()
        .asString()
        .contains("is not that of the first certificate");
    Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----");
    assertThat(faults(Map.of(), words.toArray(String[]::new)))
        .singleElement()
        .asString()
        .contains("openssl pkcs8 -topk8 -nocrypt");
    Files.delete(key);
    assertThat(faults(Map.of(), words.toArray(String[]::new)))
        .singleElement()
        .asString()
        .contains("no such file or directory: " + key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "localhost", "::1"})
  void aShortTokenIsTakenWithAWarningWhereOnlyThisMachineReachesTheServer(String host) {
    var settings = settings(Map.of("PARLEY_AUTH_TOKEN", "test"), "--host", host);
    assertThat(settings.place().authToken()).isEqualTo("test");
    assertThat(settings.warnings())
        .singleElement()
        .asString()
        .startsWith("PARLEY_AUTH_TOKEN has fewer than 16 characters")
        .doesNotContain("test");
    assertThat(settings(Map.of("PARLEY_AUTH_TOKEN", LONG), "--host", host).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "chat.example.com", "127.example.com"})
  void aShortTokenIsRefusedWhereOthersReachTheServer(String host) {
    assertThat(faults(Map.of("PARLEY_AUTH_TOKEN", "test"), "--host", host)).hasSize(1);
    assertThat(settings(Map.of("PARLEY_AUTH_TOKEN", LONG), "--host", host).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://chat.example.com", "http://192.0.2.1:8080", "https://chat/"})
  void aShortTokenIsRefusedWhereAProxyLetsOthersIn(String url) {
    assertThat(faults(Map.of("PARLEY_AUTH_TOKEN", "test"), "--public-url", url))
        .singleElement()
        .asString()
        .startsWith("PARLEY_AUTH_TOKEN must have 16 characters or more");
  }

  @Test
  void aShortTokenIsRefusedWhereItsOwnProxyLetsOthersIn() {
    var variables = Map.of("PARLEY_AUTH_TOKEN", "test");
    assertThat(faults(variables, "--proxy-port", "0", "--proxy-host", "0.0.0.0"))
        .singleElement()
        .asString()
        .startsWith("PARLEY_AUTH_TOKEN must have 16 characters or more");
    assertThat(settings(variables, "--proxy-port", "0").warnings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost", "http://127.0.0.1:81/", "https://[::1]:81", "http://[::1]"})
  void aShortTokenIsTakenWhereThePublicUrlIsThisMachinesToo(String url) {
    assertThat(settings(Map.of("PARLEY_AUTH_TOKEN", "test"), "--public-url", url).warnings())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://h/d",
        "jdbc:sqlite:",
        "jdbc:sqlite::memory:",
        "jdbc:postgresql://u:hush@h/d",
        "jdbc:postgresql://h/d?user=u;password=hush",
        "jdbc:postgresql://h/d?a=b?PASSWORD=hush",
        "jdbc:postgresql://h/d#password=hush",
        "jdbc:postgresql://h/d?password=hush%zz"
      })
  void aDatabaseWeCannotOpenIsRefusedWithoutAWordOfItsPassword(String url) {
    assertThat(faults(Map.of("PARLEY_DATABASE", url)))
        .singleElement()
        .asString()
        .startsWith("--database (PARLEY_DATABASE)")
        .doesNotContain("hush");
  }

  @Test
  void thePasswordOfTheDatabaseIsShownByNothing() throws IOException {
    var url = "jdbc:postgresql://h/d?user=u&password=hu%26sh&ssl=true";
    var inUrl = settings(Map.of("PARLEY_DATABASE", url));
    assertThat(inUrl.place().database().url()).isEqualTo("jdbc:postgresql://h/d?user=u&ssl=true");
    assertThat(inUrl.place().database().secrets()).containsEntry("password", "hu&sh");
    var file = Files.writeString(directory.resolve("password"), "hu&sh\n");
    var plain = "jdbc:postgresql://h/d?user=u&ssl=true";
    var inFile =
        settings(Map.of(), "--database", plain, "--database-password-file", file.toString());
    var variable = settings(Map.of("PARLEY_DATABASE_PASSWORD", "hu&sh"), "--database", plain);
    for (var settings : List.of(inUrl, inFile, variable)) {
      assertThat(settings.place().database()).isEqualTo(inUrl.place().database());
      assertThat(settings.toString()).doesNotContain("hu&sh", "hu%26sh");
      assertThat(settings.warnings()).isEmpty();
    }
    assertThat(settings(Map.of(), "--database", url).warnings())
        .singleElement()
        .asString()
        .contains("every user of this machine can see", "PARLEY_DATABASE_PASSWORD");
  }

  @Test
  void aPasswordIsKnownByItsNameHoweverThatIsWritten() {
    var database = settings(Map.of("PARLEY_DATABASE", "jdbc:postgresql://h/d?Pass%77ord=hush"));
    assertThat(database.place().database().url()).isEqualTo("jdbc:postgresql://h/d");
  }

  @Test
  void thePublicUrlHasNoUserForItStandsInEveryLink() {
    assertThat(faults(Map.of(), "--public-url", "https://u:hush@chat.example.com"))
        .singleElement()
        .asString()
        .contains("without user and password")
        .doesNotContain("hush");
  }

  @Test
  void blanksAroundATokenAreNoPartOfItNorOfItsLength() {
    assertThat(settings(Map.of("PARLEY_AUTH_TOKEN", LONG + "\n")).place().authToken())
        .isEqualTo(LONG);
    assertThat(faults(Map.of("PARLEY_AUTH_TOKEN", "test" + " ".repeat(16)), "--host", "0.0.0.0"))
        .hasSize(1);
  }

  @Test
  void aDirectoryWhoseNameADatabaseWouldReadOtherwiseIsRefused() {
    assertThat(faults(Map.of(), "--data", "why?not"))
        .singleElement()
        .asString()
        .contains("question mark");
  }

  @Test
  void ofAnOptionThatIsThereTwiceTheLastHolds() {
    assertThat(settings(Map.of(), "--port", "81", "--port", "82").port()).isEqualTo(82);
  }

  @Test
  void onePasswordOfTheDatabaseIsEnough() throws IOException {
    var file = Files.writeString(directory.resolve("password"), "one\n").toString();
    assertThat(
            faults(
                Map.of("PARLEY_DATABASE_PASSWORD", "two", "PARLEY_DATABASE_PASSWORD_FILE", file)))
        .singleElement()
        .asString()
        .contains("PARLEY_DATABASE_PASSWORD_FILE", "PARLEY_DATABASE_PASSWORD")
        .doesNotContain("two");
    var missing = directory.resolve("missing").toString();
    assertThat(faults(Map.of(), "--database-password-file", missing)).hasSize(1);
  }

  @Test
  void aSecretHasNoOptionThatEveryUserOfTheMachineCouldRead() {
    for (var option : List.of("--auth-token", "--secret-key", "--database-password")) {
      assertThatThrownBy(() -> settings(Map.of(), option, LONG))
          .isInstanceOf(UsageError.class)
          .hasMessageContaining("there is no option " + option);
    }
  }

  @Test
  void helpTellsEveryOptionAndEveryVariable() {
    var help = new ByteArrayOutputStream();
    Help.print(new Serve(), new PrintStream(help, true, StandardCharsets.UTF_8));
    for (var setting : Setting.values()) {
      assertThat(help.toString(StandardCharsets.UTF_8))
          .contains(setting.variable(), setting.usage(), setting.meaning(), setting.otherwise());
    }
    assertThat(help.toString(StandardCharsets.UTF_8)).contains("--demo", "PARLEY_JAVA_HOME");
  }

  @Test
  void everyBoundOfHttpIsAnOption() {
    var usual = settings(Map.of()).http();
    assertThat(usual).isEqualTo(HttpLimits.DEFAULT);
    var other =
        settings(
                Map.of("PARLEY_HTTP_REQUEST_SECONDS", "7"),
                "--http-connections",
                "1",
                "--http-head-bytes",
                "2000",
                "--http-body-bytes",
                "5000000000",
                "--http-field-bytes",
                "3000",
                "--http-bytes-per-second",
                "4",
                "--http-rest-bytes",
                "0",
                "--http-rest-seconds",
                "6",
                "--trust-forwarded-for",
                "--drain-timeout",
                "8")
            .http();
    assertThat(other)
        .isEqualTo(
            new HttpLimits(
                1,
                2000,
                5_000_000_000L,
                3000,
                Duration.ofSeconds(7),
                4,
                0,
                Duration.ofSeconds(6),
                HttpLimits.DEFAULT.wrongTryDelay(),
                true,
                Duration.ofSeconds(8)));
  }

  @Test
  void everyLimitIsAnOptionWhoseDefaultIsTheDocumentedOne() {
    assertThat(settings(Map.of()).rules().limits()).isEqualTo(Limits.DOCUMENTED);
    var words = new ArrayList<String>();
    for (var setting : Setting.values()) {
      if (setting.name().startsWith("LIMIT_")) {
        words.addAll(List.of("--" + setting.optionName(), "" + (50 + words.size())));
      }
    }
    assertThat(settings(Map.of(), words.toArray(String[]::new)).rules().limits())
        .isEqualTo(
            new Limits(
                50, 52, 54, 56, 58, 60, 62, 64, 66, new Limits.AttributesBytes(68, 70, 72, 74)));
    assertThat(faults(Map.of(), "--limit-message-bytes", "300000", "--limit-webhooks", "0"))
        .hasSize(2)
        .anyMatch(fault -> fault.contains("must be a whole number from 1 to 262144, not 300000"));
  }

  @Test
  void thePageOfOptionsTellsEverySetting() throws IOException {
    MadePart.assertIs("docs/options.md", "settings", table(), "settings", SettingsTest.class);
  }

  private static String table() {
    var lines =
        new StringBuilder("| option | variable | what it is | default |\n|---|---|---|---|\n");
    for (var setting : Setting.values()) {
      var option = setting.hasOption() ? "`" + setting.usage().split(",", -1)[0] + "`" : "";
      lines.append(
          "| %s | `%s` | %s | %s |\n"
              .formatted(option, setting.variable(), setting.meaning(), setting.otherwise()));
    }
    return lines.toString();
  }

  @Test
  void aPortThatCannotBeTakenIsToldByTheOptionThatMendsIt() {
    assertThat(CannotListen.because(new SocketException("Permission denied"), "127.0.0.1", 80))
        .hasMessageContaining("--port")
        .hasMessageContaining("1024");
    assertThat(CannotListen.because(new SocketException("Address in use"), "127.0.0.1", 8080))
        .hasMessageContaining("--port");
    assertThat(CannotListen.because(new SocketException("Cannot assign"), "192.0.2.1", 8080))
        .hasMessageContaining("no address of this machine")
        .hasMessageContaining("--host");
    assertThat(CannotListen.because(new SocketException("?"), "not a host", 8080))
        .hasMessageContaining("--host");
  }

  private static Settings settings(Map<String, String> variables, String... words) {
    return Settings.of(Arguments.parse(new Serve(), List.of(words), variables));
  }

  private static List<String> faults(Map<String, String> variables, String... words) {
    var error = catchThrowableOfType(UsageError.class, () -> settings(variables, words));
    return error == null ? List.of() : error.faults();
  }
}
