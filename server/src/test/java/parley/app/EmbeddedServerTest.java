package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.testkit.TestClient;

/** A server in the process of its tests. */
class EmbeddedServerTest {
  private static TestClient client(EmbeddedServer server, HttpClient http) {
    return new TestClient(http, server.baseUrl(), Map.of())
        .as(server.accountSid(), server.authToken());
  }

  @Test
  void itServesWhatATestNeedsAndForgetsItAtAReset() {
    try (var http = TestClient.newHttp();
        var server = EmbeddedServer.start()) {
      var client = client(server, http);
      var room = client.post("/v1/Conversations", "FriendlyName", "first").is(201).sid();
      client.post("/parley/v1/Test/Clock", "Advance", "P1D").is(200);
      server.reset();
      client.get("/v1/Conversations/" + room).isProblem(404, 20404);
      assertThat(client.get("/parley/v1/Test/Clock").text("offset")).isEqualTo("PT0S");
      var byKey = client.as(server.apiKeySid(), server.apiKeySecret());
      byKey.get("/v1/Conversations").is(200); // a reset leaves the key
      http.shutdownNow();
    }
  }

  @Test
  void severalDoNotMeetAndNothingIsLeftOfThem() {
    Path directory;
    try (var http = TestClient.newHttp();
        var one = EmbeddedServer.start();
        var other = EmbeddedServer.start("--webhooks-for-rest=on")) {
      directory = one.directory();
      client(one, http).post("/v1/Conversations").is(201);
      assertThat(client(other, http).get("/v1/Conversations").rows()).isEmpty();
      assertThat(directory).isDirectory();
      http.shutdownNow();
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void aStartThatFailsLeavesNoPortTaken() throws IOException {
    var port = Integer.toString(freePort());
    var admin = Integer.toString(freePort());
    assertThatThrownBy(
            () ->
                EmbeddedServer.start(
                    "--port", port, "--admin-port", admin, "--fixture", "/nowhere/fixture.json"))
        .isInstanceOf(RuntimeException.class);
    try (var server = EmbeddedServer.start("--port", port, "--admin-port", admin)) {
      assertThat(server.baseUrl().getPort()).isEqualTo(Integer.parseInt(port));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void whatIsWrongWithItsOptionsIsTold() {
    assertThatThrownBy(() -> EmbeddedServer.start("--port", "many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PARLEY_PORT");
    assertThatThrownBy(() -> EmbeddedServer.start("--data", "/tmp/elsewhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one too many beside --ephemeral");
  }
}
