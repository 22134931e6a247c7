package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** Test controls are there for whoever asked for them. */
class TestControlsTest {
  @RegisterExtension final TestServer with = TestServer.onSqlite().withTestControls();
  @RegisterExtension final TestServer without = TestServer.onSqlite();

  @Test
  void aServerThatWasNotAskedForThemHasNone() {
    with.get("/parley/v1/Test/Clock").is(200);
    without.get("/parley/v1/Test/Clock").isProblem(404, 20404);
    without.post("/parley/v1/Test/Clock", "Frozen", "true").isProblem(404, 20404);
  }

  @Test
  void eachOfThemAsksForTheAccountsCredentials() {
    var routes =
        with.routes().table().stream()
            .filter(route -> route.template().startsWith("/parley/v1/Test/"))
            .toList();
    assertThat(routes).isNotEmpty().allSatisfy(route -> assertThat(route.operation()).isNull());
    with.anonymous().get("/parley/v1/Test/Clock").isProblem(401, 20003);
  }
}
