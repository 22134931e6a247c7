package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestServer;
import tools.jackson.databind.JsonNode;

/** Where the absolute URLs of an answer lead (docs/behaviour.md 1.1, 1.7). */
class LinksTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private String room = "";

  @BeforeEach
  void thereIsSomethingToLinkTo() {
    room = server.chat().joined("ada");
    server.chat().joined("ada");
    server.chat().say(room, "ada", "hello");
  }

  @Test
  void linksLeadToTheHostThatWasCalled() {
    assertThat(urls(server.get("/v1/Conversations/" + room)))
        .allMatch(url -> url.startsWith(server.address() + "/v1/Conversations/" + room));
    var other = server.client().with("Host", "chat.example.com:8443");
    assertThat(urls(other.get(Chat.inboxPath("ada") + "?PageSize=1")))
        .hasSize(6)
        .allMatch(url -> url.startsWith("http://chat.example.com:8443/v1/"));
    assertThat(urls(other.get("/v1/nothing")))
        .containsExactly("http://chat.example.com:8443/docs/errors/20404");
  }

  @Test
  void aProxyTellsWhereItStands() {
    var cases =
        Map.of(
            Map.of("X-Forwarded-Proto", "https"), "https://inner:1/",
            Map.of("X-Forwarded-Host", "outer.example"), "http://outer.example/",
            Map.of("X-Forwarded-Host", "outer.example, inner", "X-Forwarded-Proto", "https,http"),
                "https://outer.example/",
            Map.of("X-Forwarded-Host", "outer.example", "X-Forwarded-Port", "8443"),
                "http://outer.example:8443/",
            Map.of("X-Forwarded-Host", "[2001:db8::1]:8080"), "http://[2001:db8::1]:8080/",
            Map.of("X-Forwarded-Proto", "gopher"), "http://inner:1/");
    cases.forEach(
        (headers, expected) -> {
          var client = server.client().with("Host", "inner:1");
          for (var header : headers.entrySet()) {
            client = client.with(header.getKey(), header.getValue());
          }
          assertThat(client.get("/v1/Conversations/" + room).text("url"))
              .as("%s", headers)
              .startsWith(expected);
        });
  }

  @Test
  void aHeaderThatCouldBreakOutOfAUrlIsNotRepeated() {
    for (var bad : List.of("evil\"x", "a/b", "a b", "<script>", "a?b", "user@host")) {
      assertThat(
              server
                  .client()
                  .with("X-Forwarded-Host", bad)
                  .get("/v1/Conversations/" + room)
                  .text("url"))
          .as(bad)
          .startsWith(server.address().toString());
    }
  }

  @Test
  void theConfiguredUrlGoesBeforeWhatARequestSays() {
    try (var behind = TestServer.onSqlite().withPublicUrl("https://chat.example.com").start()) {
      behind.chat().joined("ada");
      var client = behind.client().with("X-Forwarded-Host", "other.example");
      assertThat(urls(client.get(Chat.inboxPath("ada"))))
          .allMatch(url -> url.startsWith("https://chat.example.com/v1/"));
    }
  }

  @Test
  void linksStayInTheFamilyOfTheRequest() {
    var service = server.get("/v1/Conversations/" + room).text("chat_service_sid");
    var below = "/v1/Services/" + service;
    for (var path :
        List.of(
            "/Conversations/" + room,
            "/Conversations",
            "/Conversations/" + room + "/Participants",
            "/Conversations/" + room + "/Messages",
            "/Users",
            "/Users/ada",
            "/Users/ada/Conversations?PageSize=1",
            "/Users/ada/Conversations/" + room)) {
      assertThat(urls(server.get("/v1" + path).is(200)))
          .as(path)
          .isNotEmpty()
          .allMatch(url -> !url.contains("/Services/"));
      assertThat(urls(server.get(below + path).is(200)))
          .as(path)
          .isNotEmpty()
          .allMatch(url -> url.startsWith(server.address() + below));
    }
  }

  @Test
  void oneKeptPageIsNotAnsweredToAnotherHostOrFamily() {
    var path = Chat.inboxPath("ada");
    var service = server.get("/v1/Users/ada").text("chat_service_sid");
    for (var round = 0; round < 2; round++) {
      assertThat(server.get(path).at("/meta/url").asString())
          .startsWith(server.address().toString());
      assertThat(server.client().with("Host", "other").get(path).at("/meta/url").asString())
          .startsWith("http://other/v1/Users/");
      assertThat(
              server
                  .get("/v1/Services/" + service + "/Users/ada/Conversations")
                  .at("/meta/url")
                  .asString())
          .contains("/Services/" + service);
    }
  }

  private static List<String> urls(Answer answer) {
    var urls = new ArrayList<String>();
    collect(answer.json(), urls);
    return urls;
  }

  private static void collect(JsonNode node, List<String> urls) {
    if (node.isString() && node.stringValue().startsWith("http")) {
      urls.add(node.stringValue());
    }
    node.values().forEach(child -> collect(child, urls));
  }
}
