package parley.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.access.Vault;
import parley.storage.Dialect;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class CredentialResourceTest {
  private static final String PATH = "/v1/Credentials";

  @RegisterExtension final TestServer server;

  CredentialResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void aCredentialNeverShowsItsSecrets() {
    var made =
        server
            .post(
                PATH,
                "Type",
                "apn",
                "FriendlyName",
                "phones",
                "Sandbox",
                "true",
                "Certificate",
                "hidden certificate",
                "PrivateKey",
                "hidden key")
            .is(201);

    assertThat(made.keys())
        .containsExactly(
            "sid",
            "account_sid",
            "friendly_name",
            "type",
            "sandbox",
            "date_created",
            "date_updated",
            "url");
    assertThat(made.text("sandbox")).isEqualTo("True");
    assertThat(made.body()).doesNotContain("hidden");
    assertThat(server.get(made.text("url")).body()).isEqualTo(made.body());
  }

  @Test
  void itsSecretsAreKeptEncrypted() {
    var made = server.post(PATH, "Type", "fcm", "Secret", "hidden secret").is(201);

    var kept = secret(made.sid());

    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("hidden");
    assertThat(new Vault(new byte[Vault.KEY_BYTES]).decrypt(kept)).isEqualTo("hidden secret");
  }

  private byte[] secret(String sid) {
    return server
        .database()
        .read(
            tx ->
                tx.query("SELECT secret FROM credentials WHERE sid = :sid")
                    .set("sid", sid)
                    .first(row -> Objects.requireNonNull(row.bytesOrNull("secret"))))
        .orElseThrow();
  }

  @Test
  void theTypeIsEnough() {
    for (var type : new String[] {"apn", "GcM", "FcM"}) {
      server.clock().advance(Duration.ofSeconds(1));
      var made = server.post(PATH, "Type", type).is(201);
      assertThat(made.text("type")).isEqualToIgnoringCase(type).isLowerCase();
      assertThat(made.text("sandbox")).isEqualTo("False");
      assertThat(made.at("/friendly_name").isNull()).isTrue();
    }

    assertThat(server.get(PATH).column("type")).containsExactly("apn", "gcm", "fcm");
  }

  @Test
  void anUpdateLeavesAloneWhatItDoesNotName() {
    var made =
        server.post(PATH, "Type", "fcm", "Secret", "hidden", "FriendlyName", "phones").is(201);
    var before = secret(made.sid());
    server.clock().advance(Duration.ofSeconds(2));

    var updated = server.post(PATH + "/" + made.sid(), "Sandbox", "1").is(200);

    assertThat(updated.text("sandbox")).isEqualTo("True");
    assertThat(updated.text("friendly_name")).isEqualTo("phones");
    assertThat(updated.text("date_updated")).isEqualTo("2026-03-01T12:00:02Z");
    assertThat(secret(made.sid())).isEqualTo(before);

    server.post(PATH + "/" + made.sid(), "Secret", "other", "Type", "gcm").is(200);
    assertThat(new Vault(new byte[Vault.KEY_BYTES]).decrypt(secret(made.sid()))).isEqualTo("other");
    server.post(PATH + "/" + made.sid(), "Name", "x").isProblem(400, 20161);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    server.post(PATH).isProblem(400, 20422);
    server.post(PATH, "Type", "pigeon").isProblem(400, 20422);
    server.post(PATH, "Type", "apn", "Sandbox", "beach").isProblem(400, 20422);
    server.post(PATH, "Type", "apn", "FriendlyName", "x".repeat(65)).isProblem(400, 50003);
    server.post(PATH, "Type", "apn", "FriendlyName", "x".repeat(64)).is(201);
  }

  @Test
  void aDeletedCredentialIsGone() {
    var made = server.post(PATH, "Type", "apn").is(201);

    server.delete(PATH + "/" + made.sid()).is(204);

    server.get(PATH + "/" + made.sid()).isProblem(404, 20404);
    server.post(PATH + "/" + made.sid(), "FriendlyName", "x").isProblem(404, 20404);
    server.delete(PATH + "/" + made.sid()).isProblem(404, 20404);
    assertThat(server.get(PATH).rows()).isEmpty();
  }
}
