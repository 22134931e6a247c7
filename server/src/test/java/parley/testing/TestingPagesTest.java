package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** What docs/fixtures.md says of the properties of a fixture is what is known of them. */
class TestingPagesTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite().withTestControls();

  @Test
  void theSchemaAndThePageHaveEveryPropertyThatIsKnown() throws IOException {
    holdsWhatIsKnown("", "{%s}");
    holdsWhatIsKnown("/$defs/accountWebhook", "{\"webhook\":{%s}}");
    holdsWhatIsKnown("/$defs/service", "{\"services\":[{%s}]}");
    holdsWhatIsKnown("/$defs/role", "{\"roles\":[{%s}]}");
    holdsWhatIsKnown("/$defs/user/anyOf/1", "{\"users\":[{%s}]}");
    holdsWhatIsKnown("/$defs/conversation", "{\"conversations\":[{%s}]}");
    holdsWhatIsKnown(
        "/$defs/participant/anyOf/1", "{\"conversations\":[{\"participants\":[{%s}]}]}");
    holdsWhatIsKnown("/$defs/message", "{\"conversations\":[{\"messages\":[{%s}]}]}");
    holdsWhatIsKnown("/$defs/webhook", "{\"conversations\":[{\"webhooks\":[{%s}]}]}");
  }

  /** Who sends an unknown property is told the known ones. */
  private void holdsWhatIsKnown(String place, String around) throws IOException {
    var hint =
        server
            .client()
            .with("Content-Type", "application/json")
            .postRaw(
                "/parley/v1/Test/Fixtures", around.formatted("\"%s\":1".formatted("_".repeat(99))))
            .isProblem(400, 20422)
            .at("/details/reason")
            .asString();
    var known = hint.replaceFirst(".*there are ", "").split(", ", -1);
    var schema = server.anonymous().get("/docs/fixtures.schema.json").is(200);
    assertThat(schema.at(place + "/properties").propertyNames()).containsExactlyInAnyOrder(known);
    assertThat(Files.readString(page("fixtures.md")))
        .contains(Arrays.stream(known).map("`%s`"::formatted).toList());
  }

  private static Path page(String name) {
    return Path.of("..", "docs", name);
  }
}
