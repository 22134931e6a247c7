package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** What a document says is there, is there. */
@ParameterizedClass
@EnumSource(Dialect.class)
class FixtureTest {
  private static final String FIXTURES = "/parley/v1/Test/Fixtures";

  @RegisterExtension final TestServer server;

  FixtureTest(Dialect dialect) {
    server = TestServer.on(dialect).withTestControls();
  }

  @Test
  void aConversationWithPeopleAndMessagesTakesFewLines() {
    var made =
        make(
            """
            {"conversations": [{
              "unique_name": "general",
              "participants": ["ada", {"identity": "bob", "read": 0, "muted": true}],
              "messages": [
                {"author": "ada", "body": "Hello 👋", "attributes": {"n": 1.50}, "at": "-P2D"},
                {"author": "bob", "body": "Hi"}]}]}
            """);
    var general = made.at("/services/default/conversations/general");
    assertThat(made.at("/services/default/sid").asString()).startsWith("IS");
    assertThat(made.at("/services/default/users/ada").asString()).startsWith("US");
    assertThat(made.at("/services/default/roles/channel user").asString()).startsWith("RL");
    assertThat(general.at("/participants/bob").asString()).startsWith("MB");
    var messages = server.get("/v1/Conversations/general/Messages");
    assertThat(messages.column("body")).containsExactly("Hello 👋", "Hi");
    assertThat(messages.column("sid"))
        .containsExactly(
            general.at("/messages/0").asString(), general.at("/messages/1").asString());
    assertThat(messages.column("attributes")).containsExactly("{\"n\": 1.50}", "{}");
    assertThat(messages.column("participant_sid"))
        .containsExactly(
            general.at("/participants/ada").asString(), general.at("/participants/bob").asString());
    var ago = server.clock().instant().minus(Duration.ofDays(2));
    assertThat(messages.column("date_created"))
        .containsOnly(ago.truncatedTo(ChronoUnit.SECONDS).toString());
    var bobs = server.get("/v1/Users/bob/Conversations");
    assertThat(bobs.column("unread_messages_count")).containsExactly("1");
    assertThat(bobs.column("notification_level")).containsExactly("muted");
    assertThat(server.get("/v1/Users/ada/Conversations").column("unread_messages_count"))
        .containsExactly(""); // null: nothing was read yet
  }

  @Test
  void aListThatWasAskedForBeforeHoldsWhatAFixtureAdds() {
    make("{\"conversations\": [{\"participants\": [\"ada\"]}]}");
    assertThat(server.get("/v1/Users/ada/Conversations").rows()).hasSize(1);
    assertThat(server.get("/v1/Users/ada/Conversations").rows()).hasSize(1);
    make("{\"conversations\": [{\"participants\": [\"ada\"]}]}");
    assertThat(server.get("/v1/Users/ada/Conversations").rows()).hasSize(2);
  }

  @Test
  void servicesRolesAndWebhooksGoByTheirNames() {
    var made =
        make(
            """
            {"webhook": {"post_webhook_url": "http://localhost:9/a", "filters": ["onMessageAdded"]},
             "services": [{"name": "support", "default_conversation_role": "reader",
                           "webhook": {"pre_webhook_url": "http://localhost:9/b"}}],
             "roles": [{"name": "reader", "service": "support", "permissions": ["leaveConversation"]},
                       {"name": "channel user", "permissions": ["sendMessage"]}],
             "users": ["cleo", {"identity": "ada", "service": "support", "role": "service admin"}],
             "conversations": [{"name": "desk", "service": "support",
               "participants": ["ada", {"identity": "bob", "role": "channel admin"}],
               "webhooks": [{"url": "http://localhost:9/c", "filters": ["onMessageAdded"]}]}]}
            """);
    var support = made.at("/services/support");
    var below = "/v1/Services/" + support.at("/sid").asString();
    assertThat(server.get(below).text("friendly_name")).isEqualTo("support");
    var desk = support.at("/conversations/desk");
    var participants =
        server.get(below + "/Conversations/" + desk.at("/sid").asString() + "/Participants");
    assertThat(participants.column("role_sid"))
        .containsExactly(
            support.at("/roles/reader").asString(), support.at("/roles/channel admin").asString());
    assertThat(server.get(below + "/Users/ada").text("role_sid"))
        .isEqualTo(support.at("/roles/service admin").asString());
    var standard = made.at("/services/default/sid").asString();
    assertThat(
            server
                .get(
                    "/v1/Services/%s/Roles/%s"
                        .formatted(
                            standard, made.at("/services/default/roles/channel user").asString()))
                .at("/permissions"))
        .hasSize(1);
    assertThat(server.get("/v1/Configuration/Webhooks").text("post_webhook_url"))
        .isEqualTo("http://localhost:9/a");
    assertThat(server.get(below + "/Configuration/Webhooks").text("pre_webhook_url"))
        .isEqualTo("http://localhost:9/b");
    assertThat(server.get("/parley/v1/Deliveries").rows()).isEmpty();
  }

  @Test
  void whatIsWrongIsToldByItsPlaceAndNothingIsMade() {
    refused("{\"conversation\": []}", "/conversation", "is it conversations?");
    refused(
        "{\"conversations\": [{\"participants\": [\"ada\", {\"identty\": \"bob\"}]}]}",
        "/conversations/0/participants/1/identty",
        "is it identity?");
    refused(
        "{\"conversations\": [{\"participants\": [\"ada\", {\"identity\": \"system\"}]}]}",
        "/conversations/0/participants/1/identity",
        "50203");
    refused(
        "{\"conversations\": [{\"participants\": [\"ada\", \"ada\"]}]}",
        "/conversations/0/participants/1",
        "50433");
    refused(
        "{\"conversations\": [{\"participants\": [{\"identity\": \"a\", \"role\": \"chanel"
            + " user\"}]}]}",
        "/conversations/0/participants/0/role",
        "is it channel user?");
    refused(
        "{\"conversations\": [{\"messages\": [{\"author\": \"ada\"}]}]}",
        "/conversations/0/messages/0/body",
        "50503");
    refused(
        "{\"conversations\": [{\"unique_name\": \"a\"}, {\"unique_name\": \"a\"}]}",
        "/conversations/1",
        "another conversation");
    refused(
        "{\"conversations\": [{\"service\": \"nowhere\"}]}", "/conversations/0/service", "service");
    refused("{\"users\": [{\"identity\": {\"a\": 1}}]}", "/users/0/identity", "one value");
    refused("{\"users\": [\"ada\", \"ada\"]}", "/users/1", "50201");
    refused("{\"users\": {\"ada\": 1}}", "/users", "must be a list");
    refused("{\"users\": [7]}", "/users/0", "must be an object");
    refused("{\"conversations\": [7]}", "/conversations/0", "must be an object");
    refused("{\"users\": [], \"users\": []}", "/users", "twice");
    refused("{\"services\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}", "/services/1", "another");
    refused("{\"services\": [{}]}", "/services/0/name", "required");
    refused(
        "{\"roles\": [{\"name\": \"a\", \"permissions\": [\"fly\"]}]}",
        "/roles/0/permissions",
        "50104");
    refused("{\"conversations\": [{\"at\": \"P1D\"}]}", "/conversations/0/at", "ISO 8601");
    refused("{\"conversations\": [{\"at\": \"-P1X\"}]}", "/conversations/0/at", "-P2D");
    refused("{\"conversations\": [{\"at\": \"-P999999D\"}]}", "/conversations/0/at", "-P2D");
    refused(
        "{\"conversations\": [{\"participants\": [{\"identity\": \"a\", \"read\": -1}]}]}",
        "/conversations/0/participants/0/read",
        "from 0");
    refused(
        "{\"conversations\": [{\"attributes\": \"{\"}]}", "/conversations/0/attributes", "50304");
    refused("[]", "the document", "must be an object");
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
    assertThat(server.get("/v1/Users").rows()).isEmpty();
    assertThat(server.get("/v1/Services").rows()).hasSize(1);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (var text :
        new String[] {"", "{", "{} {}", "{\"a\":}", "\"\\ud800\"", "{\"\\u0000\": 1}"}) {
      send(text).isProblem(400, 20422);
    }
    send("[".repeat(100_000)).isProblem(400, 20422);
    send("{\"attributes\":" + "[".repeat(400) + "]".repeat(400) + "}").isProblem(400, 20422);
    server.post(FIXTURES, "a", "b").isProblem(400, 20422);
    server
        .client()
        .with("Content-Type", "application/json")
        .postRaw(FIXTURES, new byte[] {'{', (byte) 0xff, '}'})
        .isProblem(400, 20422);
    server.anonymous().postRaw(FIXTURES, "{}").isProblem(401, 20003);
  }

  @Test
  void whatWouldBeTooLargeIsNotWritten() {
    var weight = new FixtureWeight(1000);
    weight.add("x".repeat(300), null);
    assertThatThrownBy(() -> weight.add("x".repeat(200))).hasMessageContaining("too much is there");
  }

  @Test
  void whatIsThereComesBackAsAFixtureThatMakesItAgain() {
    make(RICH);
    server.post("/v1/Conversations/general/Messages", "Author", "bob", "Body", "gone").is(201);
    var gone = server.get("/v1/Conversations/general/Messages").column("sid").getLast();
    server.post("/v1/Conversations/general/Messages", "Author", "bob", "Body", "last").is(201);
    server.delete("/v1/Conversations/general/Messages/" + gone).is(204);
    server.post("/v1/Users/ada/Conversations/general", "LastReadMessageIndex", "3").is(200);
    var first = server.get(FIXTURES).is(200);
    var other = TestServer.onSqlite().withTestControls().start();
    try {
      other
          .client()
          .with("Content-Type", "application/json")
          .postRaw(FIXTURES, first.bytes())
          .is(201);
      assertThat(other.get(FIXTURES).is(200).json()).isEqualTo(first.json());
      assertThat(other.get("/v1/Users/ada/Conversations").column("unread_messages_count"))
          .isEqualTo(server.get("/v1/Users/ada/Conversations").column("unread_messages_count"));
    } finally {
      other.close();
    }
  }

  private static final String RICH =
      """
      {"webhook": {"post_webhook_url": "http://localhost:9/a", "filters": ["onMessageAdded"],
                   "method": "GET"},
       "services": [{"name": "default", "friendly_name": "main", "reachability_enabled": true},
                    {"name": "support", "default_user_role": "service admin"},
                    {"name": "support2", "friendly_name": "support"}],
       "roles": [{"name": "reader", "service": "support", "permissions": ["leaveConversation"]},
                 {"name": "reader too", "friendly_name": "reader", "service": "support",
                  "permissions": ["sendMessage"]},
                 {"name": "service user", "type": "service", "permissions": ["joinConversation"]}],
       "users": [{"identity": "ada", "friendly_name": "Ada", "attributes": {"a": [1]}},
                 {"identity": "ada", "service": "support"}],
       "conversations": [
         {"unique_name": "general", "friendly_name": "General", "attributes": {"b": null},
          "inactive_after": "PT1H", "closed_after": "P1D", "at": "-P30D",
          "participants": ["ada", {"identity": "bob", "read": "all", "role": "channel admin",
                                   "attributes": {"c": 1}},
                           {"identity": "cleo", "read": 1, "read_at": "-P1D", "muted": true}],
          "messages": [{"author": "ada", "body": "1", "at": "-P20D", "updated_at": "-P19D"},
                       {"author": "system", "body": "2", "subject": "s"},
                       {"author": "bob", "body": "3", "at": "2026-01-01T00:00:00Z"}],
          "webhooks": [{"url": "http://localhost:9/c", "filters": ["onMessageAdded"]},
                       {"target": "trigger", "url": "http://localhost:9/d", "triggers": ["help"]}]},
         {"state": "active", "participants": [
             {"address": "+15551230001", "proxy_address": "+15551230002"}, "ada"]},
         {"state": "closed", "participants": [
             {"address": "+15551230001", "proxy_address": "+15551230002"}],
          "messages": [{"author": "+15551230001", "body": "bye"}]},
         {"state": "inactive", "participants": [
             {"address": "+15551230003"}, {"address": "+15551230004"},
             {"identity": "dan", "projected_address": "+15551230009"}]},
         {"service": "support", "name": "empty", "participants": [{"identity": "eve", "read": 0}]}]}
      """;

  @Test
  void aThousandConversationsOfFiftyMessagesAreMadeAtOnce() {
    var many = server.database().dialect() == Dialect.SQLITE ? 1000 : 50;
    var messages =
        IntStream.range(0, 50)
            .mapToObj(n -> "{\"author\": \"user%d\", \"body\": \"Message %d\"}".formatted(n % 5, n))
            .collect(Collectors.joining(","));
    var document =
        IntStream.range(0, many)
            .mapToObj(
                n ->
                    """
                    {"unique_name": "c%d", "participants": [
                      "user0", "user1", "user2", "user3", {"identity": "user4", "read": "all"}],
                     "messages": [%s]}\
                    """
                        .formatted(n, messages))
            .collect(Collectors.joining(",", "{\"conversations\": [", "]}"));
    send(document).is(201);
    assertThat(server.get("/v1/Users/user1/Conversations?PageSize=1000").rows()).hasSize(many);
  }

  private Answer make(String document) {
    return send(document).is(201);
  }

  private Answer send(String document) {
    return server
        .client()
        .with("Content-Type", "application/json")
        .postRaw(FIXTURES, document.getBytes(StandardCharsets.UTF_8));
  }

  private void refused(String document, String place, String hint) {
    var details = send(document).isProblem(400, 20422).json().get("details");
    assertThat(details.get("parameter").asString()).isEqualTo(place);
    assertThat(details.get("reason").asString()).contains(hint);
  }
}
