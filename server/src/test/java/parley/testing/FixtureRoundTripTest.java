package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** What a server writes makes the same on another one, whatever it was called. */
class FixtureRoundTripTest {
  private static final String FIXTURES = "/parley/v1/Test/Fixtures";

  @RegisterExtension final TestServer server = TestServer.onSqlite().withTestControls();

  private Answer conversation(String... form) {
    return server.post("/v1/Conversations", form).is(201);
  }

  private void comesBack() {
    var written = server.get(FIXTURES).is(200);
    server.post("/parley/v1/Test/Reset").is(204);
    server
        .client()
        .with("Content-Type", "application/json")
        .postRaw(FIXTURES, written.bytes())
        .is(201);
    assertThat(server.get(FIXTURES).is(200).json()).isEqualTo(written.json());
  }

  @Test
  void conversationsThatAreCalledAsOthersAreCounted() {
    conversation("FriendlyName", "the first");
    conversation("UniqueName", "0");
    conversation("UniqueName", "3");
    conversation("FriendlyName", "the fourth");
    comesBack();
  }

  @Test
  void attributesThatAreNoObjects() {
    for (var attributes : new String[] {"\"a text\"", " \"{}\" ", "7", "null", "[ 1.0 ]"}) {
      var path = "/v1/Conversations/" + conversation("Attributes", attributes).sid();
      server.post(path + "/Participants", "Identity", "ada", "Attributes", attributes).is(201);
      server.post(path + "/Messages", "Body", "hello", "Attributes", attributes).is(201);
      server.post("/v1/Users", "Identity", "of " + attributes, "Attributes", attributes).is(201);
    }
    comesBack();
  }

  @Test
  void servicesThatWereThereBeforeTheDefaultOne() {
    for (var name : new String[] {"same", "same", "default", "same 2"}) {
      var service = server.post("/v1/Services", "FriendlyName", name).is(201).sid();
      server.post("/v1/Services/" + service + "/Conversations", "UniqueName", "a").is(201);
    }
    conversation("UniqueName", "a");
    comesBack();
  }
}
