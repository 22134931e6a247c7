package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/** What a server tells of itself to who has its credentials (docs/console.md). */
class ServerFactsTest {
  private static final String PATH = "/parley/v1/Server";

  @RegisterExtension final TestServer server = TestServer.onPostgres();
  @TempDir Path place;

  @Test
  void itTellsWhatItStandsUponAndHowMuchThatTakes() {
    var facts = server.get(PATH).is(200);
    assertThat(facts.text("database")).isEqualTo("postgresql");
    assertThat(facts.json().get("database_bytes").asLong()).isPositive();
    assertThat(facts.json().get("media_bytes").asLong()).isZero();
    assertThat(facts.json().get("deliveries_pending").asLong()).isZero();
  }

  @Test
  void itTellsWhatItWasStartedWithButNoSecret() {
    try (var process = TestProcess.serve(place)) {
      var facts = process.client().get(PATH).is(200);
      assertThat(facts.text("database")).isEqualTo("sqlite");
      assertThat(facts.json().get("database_bytes").asLong()).isPositive();
      assertThat(facts.at("/settings").findValuesAsString("name"))
          .contains("port", "auth-token", "public-url");
      assertThat(facts.at("/settings").findValuesAsString("where")).contains("--data", "default");
      assertThat(facts.body()).contains("(set)").doesNotContain(TestServer.TOKEN);
    }
  }
}
