package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.access.SecretProofs;
import parley.access.Vault;
import parley.testkit.TestServer;

/** A server stops taking requests when its database has become another program's. */
class FitnessTest {
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final String LIST = "/v1/Conversations";

  @RegisterExtension final TestServer server = TestServer.onPostgres();

  @Test
  void aNewerSchemaClosesTheServerUntilItIsGone() {
    server.advance(LOOK);
    server.get(LIST).is(200);
    change("INSERT INTO schema_versions (version, name, applied_at) VALUES (9999, 'later', 1)");
    server.advance(LOOK);
    var answer = server.get(LIST).isProblem(503, 20503);
    assertThat(answer.text("message")).contains("newer Parley");
    server.post(LIST).isProblem(503, 20503);
    server.anonymous().get("/health/ready").is(503);
    server.anonymous().get("/health/live").is(200);
    change("DELETE FROM schema_versions WHERE version = 9999");
    server.advance(LOOK);
    server.get(LIST).is(200);
    server.anonymous().get("/health/ready").is(200);
  }

  @Test
  void otherSecretsCloseTheServer() {
    var proofs = new SecretProofs(server.database(), server.clock());
    var key = new byte[Vault.KEY_BYTES];
    proofs.replace(new Vault(key), TestServer.TOKEN);
    server.advance(LOOK);
    server.get(LIST).is(200);
    proofs.replace(new Vault(key), "another token");
    server.advance(LOOK);
    server.get(LIST).isProblem(503, 20503);
    key[0] = 1;
    proofs.replace(new Vault(key), TestServer.TOKEN);
    server.advance(LOOK);
    server.get(LIST).isProblem(503, 20503);
  }

  private void change(String sql) {
    server.database().change(tx -> tx.update(sql).run());
  }
}
