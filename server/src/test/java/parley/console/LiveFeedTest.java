package parley.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** What consoles that are connected are told, and who is told nothing (docs/console.md). */
@Timeout(120)
class LiveFeedTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private final Map<String, String> headers = new HashMap<>();
  private String proof = "";

  @BeforeEach
  void signIn() {
    var answer = server.client().post("/console/session").is(201);
    proof = answer.text("proof");
    headers.put("Cookie", answer.requiredHeader("Set-Cookie").split(";", 2)[0]);
    headers.put("Origin", server.address().toString());
  }

  private FeedClient connect() {
    return new FeedClient(server.address(), headers, true);
  }

  private FeedClient listen(String wish) {
    var client = connect().want(proof, wish);
    client.await("ready");
    return client;
  }

  @Test
  void everyEventIsToldAsWebhooksWouldBe() {
    try (var client = listen("\"events\":true")) {
      var lunch = server.chat().conversation("FriendlyName", "Lunch");
      var added = client.await("event");
      assertThat(added.get("event").asString()).isEqualTo("onConversationAdded");
      assertThat(added.get("conversation_sid").asString()).isEqualTo(lunch);
      assertThat(added.at("/parameters/FriendlyName").asString()).isEqualTo("Lunch");
      assertThat(client.of("any")).isEmpty();
    }
  }

  @Test
  void aRefusedChangeIsNotTold() {
    server.chat().conversation("UniqueName", "lunch");
    try (var client = listen("\"events\":true")) {
      server.post("/v1/Conversations", "UniqueName", "lunch").isProblem(409, 50353);
      server.chat().conversation("UniqueName", "dinner");
      assertThat(client.await("event").at("/parameters/UniqueName").asString()).isEqualTo("dinner");
    }
  }

  @Test
  void aConversationThatIsNewIsToldOfBeforeAnythingHappensInIt() {
    try (var client = listen("\"any\":true")) {
      server.chat().conversation();
      client.await("any");
    }
  }

  @Test
  void aChangeOfTheConversationThatIsShownIsToldAndOfOthersThatThereIsOne() {
    var shown = server.chat().conversation();
    var other = server.chat().conversation();
    try (var client = listen("\"conversation\":\"%s\",\"any\":true".formatted(shown))) {
      server.chat().say(other, "ada", "x").is(201);
      client.await("any");
      assertThat(client.of("changed")).isEmpty();
      server.chat().say(shown, "ada", "x").is(201);
      assertThat(client.await("changed").get("conversation").asString()).isEqualTo(shown);
    }
  }

  @Test
  void whoHasNoSessionOrComesFromElsewhereIsLetGo() {
    try (var client = connect()) {
      client.want("wrong", "\"events\":true").awaitEnd();
    }
    for (var other : List.of("https://elsewhere.example", "http://127.0.0.1:1")) {
      headers.put("Origin", other);
      try (var client = connect()) {
        client.want(proof, "\"events\":true").awaitEnd();
      }
    }
    headers.remove("Origin");
    try (var client = connect()) {
      client.want(proof, "\"events\":true").awaitEnd();
    }
    headers.put("Origin", server.address().toString());
    headers.remove("Cookie");
    try (var client = connect()) {
      client.want(proof, "\"events\":true").awaitEnd();
    }
  }

  @Test
  void whoSignsOutIsLetGoWhenHeNextShowsThatHeIsThere() {
    try (var client = listen("")) {
      server
          .anonymous()
          .with("Cookie", headers.getOrDefault("Cookie", ""))
          .with("Parley-Console", proof)
          .with("Sec-Fetch-Site", "same-origin")
          .delete("/console/session")
          .is(204);
      client.want(proof, "").awaitEnd();
    }
  }

  @Test
  void whatIsNoWishEndsTheConnection() {
    for (var message : List.of("", "[]", "{}", "{\"proof\":1}", "x".repeat(20_000))) {
      try (var client = connect()) {
        client.say(message).awaitEnd();
      }
    }
  }

  /** A thousand wait for him; how many more were left out he is told when he reads. */
  @Test
  void whoReadsNothingMakesNobodyWait() {
    try (var _ = new FeedClient(server.address(), headers, false).want(proof, "\"events\":true");
        var other = listen("\"events\":true")) {
      var lunch = server.chat().conversation();
      server.chat().sayAll(lunch, "ada", 1500);
      assertThat(server.get("/v1/Conversations/" + lunch + "/Messages?PageSize=1").is(200).rows())
          .hasSize(1);
      other.await("event");
    }
  }
}
