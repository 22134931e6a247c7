package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** The official Node SDK, installed from the npm registry; left out where there is no Node. */
class NodeSdkTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void theNodeSdkTravelsThroughParley() throws IOException, InterruptedException {
    var sdk = NodePackage.installed("rest");
    server.clock().advance(Duration.between(server.clock().instant(), Instant.now()));
    assertThat(sdk.run(NodePackage.variables(server), "node", "journey.js")).contains("ok");
  }
}
