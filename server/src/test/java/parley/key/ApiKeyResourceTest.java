package parley.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class ApiKeyResourceTest {
  private static final String PATH = "/parley/v1/Keys";
  private static final String ANY = "/v1/Conversations";

  @RegisterExtension final TestServer server;

  ApiKeyResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private TestClient as(String sid, String secret) {
    return server.anonymous().as(sid, secret);
  }

  /** An official SDK refuses all others before it sends anything. */
  @Test
  void aSecretIsOfLettersAndDigitsAlone() {
    for (var i = 0; i < 20; i++) {
      assertThat(server.post(PATH).is(201).text("secret")).matches("[A-Za-z0-9]{32}");
    }
  }

  @Test
  void aKeyShowsItsSecretOnceAndNeverAgain() {
    var made = server.post(PATH, "FriendlyName", "phone app").is(201);
    var secret = made.text("secret");
    assertThat(made.keys())
        .containsExactly("sid", "account_sid", "friendly_name", "date_created", "url", "secret");
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    as(made.sid(), secret).get(ANY).is(200);

    var fetched = server.get(made.text("url")).is(200);
    assertThat(fetched.keys())
        .containsExactly("sid", "account_sid", "friendly_name", "date_created", "url");
    assertThat(fetched.text("friendly_name")).isEqualTo("phone app");
    assertThat(server.get(PATH).is(200).column("sid")).containsExactly(made.sid());
    assertThat(fetched.body() + server.get(PATH).body()).doesNotContain(secret);
  }

  @Test
  void aKeyNeedsNoName() {
    var made = server.post(PATH).is(201);
    assertThat(made.at("/friendly_name").isNull()).isTrue();
  }

  @Test
  void aNameIsKeptAsItCameUpTo64Characters() {
    var longest = "\u2028<b>\ud83d\udc18".repeat(12) + "end";
    assertThat(server.post(PATH, "FriendlyName", longest).is(201).text("friendly_name"))
        .isEqualTo(longest);
    for (var length : new int[] {65, 100_000}) {
      var refused = server.post(PATH, "FriendlyName", "x".repeat(length)).isProblem(400, 50003);
      assertThat(refused.at("/details/parameter").asString()).isEqualTo("FriendlyName");
    }
  }

  @Test
  void aDeletedKeyIsRefusedAtOnceAndIsGone() {
    var made = server.post(PATH).is(201);
    var holder = as(made.sid(), made.text("secret"));
    holder.delete(made.text("url")).is(204);
    holder.get(ANY).isProblem(401, 20003);
    server.get(made.text("url")).isProblem(404, 20404);
    server.delete(made.text("url")).isProblem(404, 20404);
  }

  @Test
  void aKeyThatOneServerDeletesIsRefusedByAnotherAtOnce() {
    if (server.database().dialect() == Dialect.SQLITE) {
      return; // a file has one server
    }
    try (var other = server.beside()) {
      var made = server.post(PATH).is(201);
      var there = other.anonymous().as(made.sid(), made.text("secret"));
      there.get(ANY).is(200);
      server.delete(made.text("url")).is(204);
      there.get(ANY).isProblem(401, 20003);
    }
  }
}
