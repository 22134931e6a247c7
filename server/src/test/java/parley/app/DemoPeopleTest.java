package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Answer;
import parley.testkit.TestClient;
import parley.testkit.TestProcess;

/** To whom the demo gives access tokens, and where there are none to be had. */
class DemoPeopleTest {
  private final HttpClient http = TestClient.newHttp();
  @TempDir Path place;

  @AfterEach
  void close() {
    http.shutdownNow();
    http.close();
  }

  private TestClient at(URI address) {
    return new TestClient(http, address, Map.of());
  }

  private static Answer token(TestClient page, String identity) {
    return page.post("/demo/tokens", "Identity", identity);
  }

  @Test
  void thePageOfTheServerItselfGetsATokenThatLetsInOneOfTheDemosPeople() {
    try (var server = EmbeddedServer.start("--demo")) {
      var client = at(server.baseUrl());
      assertThat(client.get("/demo/people").is(200).body()).contains("\"ada\"", "Alan Turing");
      var answer = token(client.with("Origin", server.baseUrl().toString()), "ada").is(201);
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      var ada = client.with("Authorization", "Bearer " + answer.text("token"));
      assertThat(ada.get("/v1/Users/ada/Conversations").is(200).rows()).isNotEmpty();
      ada.get("/v1/Services").isProblem(403, 50107);
    }
  }

  @Test
  void noOtherPageGetsOneAndNoProgramThatSaysNothing() {
    try (var server = EmbeddedServer.start("--demo")) {
      var client = at(server.baseUrl());
      var port = server.baseUrl().getPort();
      token(client, "ada").isProblem(403, 50107);
      token(client.with("Origin", "https://elsewhere.example"), "ada").isProblem(403, 50107);
      token(client.with("Origin", "http://127.0.0.1:1"), "ada").isProblem(403, 50107);
      token(client.with("Origin", "null"), "ada").isProblem(403, 50107);
      // A name that was turned to this machine, and a proxy before it.
      var turned = "elsewhere.example:" + port;
      token(client.with("Host", turned).with("Origin", "http://" + turned), "ada")
          .isProblem(403, 50107);
      token(
              client
                  .with("X-Forwarded-Host", "chat.example")
                  .with("X-Forwarded-Proto", "https")
                  .with("Origin", "https://chat.example"),
              "ada")
          .isProblem(403, 50107);
    }
  }

  @Test
  void nobodyElseIsLetIn() {
    try (var server = EmbeddedServer.start("--demo")) {
      var page = at(server.baseUrl()).with("Origin", server.baseUrl().toString());
      token(page, "mallory").isProblem(400, 20422);
      token(page, "").isProblem(400, 50204);
      page.post("/demo/tokens").isProblem(400, 50204);
    }
  }

  @Test
  void withoutTheDemoThereIsNoPageAndNoToken() {
    try (var server = EmbeddedServer.start()) {
      isAbsent(at(server.baseUrl()));
    }
  }

  @Test
  void whereOthersCanReachTheServerThereIsNoPageAndNoToken() {
    var strong = Map.of("PARLEY_AUTH_TOKEN", "a token that nobody guesses, long enough");
    try (var server = TestProcess.serve(place, strong, "--demo", "--host", "0.0.0.0")) {
      isAbsent(server.anonymous());
    }
  }

  @Test
  void whereAProxyLeadsOthersHereThereIsNoPageAndNoToken() {
    var strong = Map.of("PARLEY_AUTH_TOKEN", "a token that nobody guesses, long enough");
    try (var server =
        TestProcess.serve(place, strong, "--demo", "--public-url", "https://chat.example")) {
      isAbsent(server.anonymous());
    }
  }

  @Test
  void whereTheConversationsAreNotTheDemosThereIsNoPageAndNoToken() {
    try (var first = TestProcess.serve(place, TestProcess.ACCOUNT)) {
      first.client().post("/v1/Users", "Identity", "ada").is(201);
      first.client().post("/v1/Conversations", "FriendlyName", "Ours").is(201);
    }
    try (var server = TestProcess.serve(place, TestProcess.ACCOUNT, "--demo")) {
      isAbsent(server.anonymous());
    }
  }

  private void isAbsent(TestClient client) {
    client.get("/demo").isProblem(401, 20003);
    assertThat(client.get("/").is(200).body()).doesNotContain("/demo");
    var own = client.with("Origin", "http://127.0.0.1");
    token(own, "ada").isProblem(401, 20003);
  }
}
