package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.storage.Migrations;
import parley.testkit.Crowd;
import parley.testkit.TestDatabase;

/** A database is served with the secrets it was written with, and with no others. */
@ParameterizedClass
@EnumSource(Dialect.class)
class SecretsTest {
  private static final String TOKEN = "another token of the tests";
  private static final String KEY = "0123456789abcdef".repeat(4);

  @AutoClose final TestDatabase place;
  @TempDir Path data;

  SecretsTest(Dialect dialect) {
    place = TestDatabase.fresh(dialect);
  }

  @Test
  void aFreshInstallationStartsAgainWithTheSecretsItMade() throws IOException {
    serve();
    var made = filesOf(data);
    assertThat(made).containsKeys("secret-key", "auth-token", "account-sid");
    serve();
    assertThat(filesOf(data)).isEqualTo(made);
  }

  @Test
  void anotherSecretKeyIsRefused() {
    serve();
    assertRefused(Map.of("PARLEY_SECRET_KEY", KEY), "PARLEY_SECRET_KEY", "secrets accept");
    serve();
  }

  @Test
  void aSecretKeyThatIsMissingIsNotMadeAnew() throws IOException {
    serve();
    var key = data.resolve("secret-key");
    var kept = Files.readString(key);
    Files.delete(key);
    assertRefused(Map.of(), "secret key", "is missing", key.toString());
    assertThat(key).doesNotExist();
    Files.writeString(key, kept);
    serve();
  }

  @Test
  void anotherAuthTokenIsRefusedAndAMissingOneNotMadeAnew() throws IOException {
    serve();
    assertRefused(Map.of("PARLEY_AUTH_TOKEN", TOKEN), "PARLEY_AUTH_TOKEN", "secrets accept");
    var token = data.resolve("auth-token");
    var kept = Files.readString(token);
    Files.delete(token);
    assertRefused(Map.of(), "auth token", "is missing", token.toString());
    assertThat(token).doesNotExist();
    Files.writeString(token, kept);
    serve();
  }

  @Test
  void aSecondServerWithSecretsOfItsOwnIsRefused(@TempDir Path elsewhere) throws IOException {
    serve();
    assertThatThrownBy(() -> serve(elsewhere, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is missing");
    for (var name : List.of("secret-key", "auth-token")) {
      Files.copy(data.resolve(name), elsewhere.resolve(name));
    }
    serve(elsewhere, Map.of());
    assertThat(Files.readString(elsewhere.resolve("account-sid")))
        .isEqualTo(Files.readString(data.resolve("account-sid")));
  }

  @Test
  void serversThatStartAtOnceOnAFreshDirectoryTakeTheSameSecrets() {
    assumeFalse(place.url().startsWith("jdbc:sqlite:"), "one server at a time");
    var accounts =
        Crowd.run(
            3,
            i -> {
              try (var installation = claim(data, Map.of())) {
                return installation.account().authToken();
              }
            });
    assertThat(accounts).hasSize(3).containsOnly(accounts.getFirst());
  }

  @Test
  void aDatabaseFromBeforeThereWereProofsTakesTheKeyThatOpensIt() {
    serve();
    addKey();
    forgetProofs();
    assertRefused(Map.of("PARLEY_SECRET_KEY", KEY), "PARLEY_SECRET_KEY");
    serve();
    assertRefused(Map.of("PARLEY_SECRET_KEY", KEY), "PARLEY_SECRET_KEY");
  }

  @Test
  void aDatabaseFromBeforeThereWereProofsDoesNotMakeAKeyForWhatItCannotOpen() throws IOException {
    serve();
    addKey();
    forgetProofs();
    Files.delete(data.resolve("secret-key"));
    assertRefused(Map.of(), "secret key", "is missing");
    assertThat(data.resolve("secret-key")).doesNotExist();
  }

  @Test
  void aTokenThatWasChangedOnPurposeIsAccepted() {
    serve();
    accept(Map.of("PARLEY_AUTH_TOKEN", TOKEN));
    serve(data, Map.of("PARLEY_AUTH_TOKEN", TOKEN));
    assertRefused(Map.of(), "auth-token");
  }

  @Test
  void aLostKeyIsReplacedOnlyWithLeaveToLoseWhatItEncrypted() throws IOException {
    serve();
    var sid = addKey();
    Files.delete(data.resolve("secret-key"));
    assertThatThrownBy(() -> accept(Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("does not open 1 secrets")
        .hasMessageContaining("--forget-unreadable");
    assertThat(data.resolve("secret-key")).doesNotExist();
    assertThat(keys()).containsExactly(sid);
    accept(Map.of(), "--forget-unreadable");
    serve();
    assertThat(keys()).isEmpty();
  }

  @Test
  void aCommandChecksTheKeyAndMakesNothing(@TempDir Path elsewhere) throws IOException {
    serve();
    assertThatThrownBy(() -> visit(elsewhere, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is missing");
    assertThatThrownBy(() -> visit(data, Map.of("PARLEY_SECRET_KEY", KEY)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("PARLEY_SECRET_KEY");
    assertThat(filesOf(elsewhere)).isEmpty();
    assertThat(visit(data, Map.of())).startsWith("AC");
  }

  @Test
  void aCommandRefusesADatabaseWithoutASchemaAndLeavesItSo() {
    try (var empty = Database.open(place.url())) {
      assertThatThrownBy(() -> visit(data, Map.of("PARLEY_SECRET_KEY", KEY)))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("at the first start of parley serve");
      assertThat(new Migrations(empty, Clock.systemUTC()).version()).isZero();
    }
  }

  @Test
  void aCommandRefusesTheSchemaOfAnotherProgram() {
    serve();
    var database = place.open();
    change(
        database,
        "INSERT INTO schema_versions (version, name, applied_at) VALUES (9999, 'later', 1)");
    assertThatThrownBy(() -> visit(data, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("made by a newer Parley");
    change(database, "DELETE FROM schema_versions WHERE version > 1");
    assertThatThrownBy(() -> visit(data, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("made by an older Parley");
    assertThat(new Migrations(database, Clock.systemUTC()).version()).isOne();
  }

  private void serve() {
    serve(data, Map.of());
  }

  private void serve(Path directory, Map<String, String> variables) {
    claim(directory, variables).close();
  }

  private Installation claim(Path directory, Map<String, String> variables) {
    var arguments = arguments(new Serve(), directory, variables);
    return Installation.claim(Settings.of(arguments), Clock.systemUTC());
  }

  /** The account that a command finds. */
  private String visit(Path directory, Map<String, String> variables) {
    var arguments = arguments(new ListKeys(), directory, variables);
    try (var visit = Visit.to(Place.of(arguments), Clock.systemUTC())) {
      return visit.account();
    }
  }

  private void accept(Map<String, String> variables, String... words) {
    new AcceptSecrets().run(arguments(new AcceptSecrets(), data, variables, words));
  }

  private Arguments arguments(
      Command command, Path directory, Map<String, String> variables, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", directory.toString()));
    var environment = new HashMap<>(variables);
    environment.put("PARLEY_DATABASE", place.url());
    return Arguments.parse(command, all, environment);
  }

  private void assertRefused(Map<String, String> variables, String... words) {
    assertThatThrownBy(() -> serve(data, variables))
        .isInstanceOf(Refusal.class)
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words))
        .hasMessageContaining("nothing was changed");
  }

  private String addKey() {
    try (var visit =
        Visit.to(Place.of(arguments(new ListKeys(), data, Map.of())), Clock.systemUTC())) {
      return visit.apiKeys().add(visit.account(), "of a test").sid();
    }
  }

  private List<String> keys() {
    return place
        .open()
        .read(tx -> tx.query("SELECT sid FROM api_keys").list(row -> row.text("sid")));
  }

  private void forgetProofs() {
    change(place.open(), "DELETE FROM secret_proofs");
  }

  private static void change(Database database, String sql) {
    database.change(tx -> tx.update(sql).run());
  }

  private static Map<String, String> filesOf(Path directory) throws IOException {
    var texts = new TreeMap<String, String>();
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
