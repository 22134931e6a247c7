package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.TestClient.quote;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** Identities and unique names of any characters are reached in paths (docs/behaviour.md 2.10). */
class PathsTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "a/b",
        "/",
        "//",
        "...",
        "../../Services",
        "a+b",
        "100%",
        "%2F",
        "%",
        "a b",
        " ",
        "a?b=c&d#e",
        "a;b=c",
        "a\\b",
        "\"quoted\"",
        "[x]{y}|z^`",
        "\ud83d\ude80 rocket",
        "İstanbul é ß 漢字",
        "a\nb\tc",
        "Conversations",
        "CH0123"
      })
  void anyNameIsReachedInAPath(String name) {
    var path = "/v1/Users/" + quote(name);
    var sid = server.chat().user(name);
    assertThat(server.get(path).is(200).text("identity")).isEqualTo(name);
    assertThat(server.post(path, "FriendlyName", "x").is(200).sid()).isEqualTo(sid);

    var room = server.chat().conversation("UniqueName", name);
    assertThat(server.get("/v1/Conversations/" + quote(name)).is(200).sid()).isEqualTo(room);
    var member = server.chat().join(quote(name), name);
    assertThat(server.get(Chat.participants(room) + "/" + quote(name)).is(200).sid())
        .isEqualTo(member);
    assertThat(server.get(Chat.membership(name, quote(name))).is(200).text("participant_sid"))
        .isEqualTo(member);
    assertThat(server.chat().inbox(name, "").rows()).hasSize(1);

    server.delete(Chat.membership(name, quote(name))).is(204);
    server.delete("/v1/Conversations/" + quote(name)).is(204);
    server.delete(path).is(204);
    server.get(path).isProblem(404, 20404);
  }

  @Test
  void aPlusInAPathIsAPlusAndInAQueryABlank() {
    server.chat().user("+15550001");
    assertThat(server.get("/v1/Users/+15550001").is(200).text("identity")).isEqualTo("+15550001");
    assertThat(server.get("/v1/Users/%2B15550001").is(200).text("identity")).isEqualTo("+15550001");
  }

  @Test
  void identitiesAreCaseSensitive() {
    server.chat().user("Ada");
    server.chat().user("ada");
    server.get("/v1/Users/ADA").isProblem(404, 20404);
    server.post("/v1/Users", "Identity", "ada").isProblem(409, 50201);
  }

  @Test
  void aNameThatLooksLikeASidOrIsReservedIsRefused() {
    var digits = "0123456789abcdef".repeat(2);
    server.post("/v1/Users", "Identity", "US" + digits).isProblem(400, 50206);
    server.post("/v1/Conversations", "UniqueName", "CH" + digits).isProblem(400, 50390);
    for (var reserved : List.of("system", "private", "unique")) {
      server.post("/v1/Users", "Identity", reserved).isProblem(400, 50203);
    }
    server.post("/v1/Users", "Identity", "x".repeat(257)).isProblem(400, 50207);
    server.post("/v1/Users", "Identity", "\ud83d\ude80".repeat(256)).is(201);
    server.post("/v1/Users").isProblem(400, 50204);
    server.post("/v1/Users", "Identity", "").isProblem(400, 50204);
  }
}
