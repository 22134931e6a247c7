package parley.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.TestClient.quote;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** Who is meant by a name in a path, whatever the name looks like. */
@ParameterizedClass
@EnumSource(Dialect.class)
class IdentityTest {
  private static final String DIGITS = "0123456789abcdef".repeat(2);

  @RegisterExtension final TestServer server;

  IdentityTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void anIdentityThatLooksLikeAParticipantsSidIsReachedAndGoes() {
    var chat = server.chat();
    for (var identity :
        List.of(
            "MB" + DIGITS, "MB" + DIGITS.toUpperCase(Locale.ROOT), "CH" + DIGITS, "IM" + DIGITS)) {
      var room = chat.joined(identity);
      var path = Chat.participants(room) + "/" + identity;
      assertThat(server.get(path).is(200).text("identity")).isEqualTo(identity);
      server.post(path, "Attributes", "{\"a\":1}").is(200);
      server.post(Chat.participants(room), "Identity", identity).isProblem(409, 50433);
      chat.say(room, identity, "hello");
      assertThat(chat.mark(identity, room, "LastReadMessageIndex", "0").status()).isEqualTo(200);
      server.delete(path).is(204);
      chat.join(room, identity);
      server.delete(Chat.membership(identity, room)).is(204);
      chat.join(room, identity);
      server.delete("/v1/Users/" + identity).is(204);
      assertThat(server.get(Chat.participants(room)).rows()).isEmpty();
      server.get("/v1/Users/" + identity).isProblem(404, 20404);
    }
  }

  /** A path's SID goes before an identity; what is asked of a user is done to that user. */
  @Test
  void anIdentityThatIsAnothersSidNeverStandsInForIt() {
    var chat = server.chat();
    var room = chat.conversation();
    var bob = chat.join(room, "bob");
    var twin = chat.join(room, bob);
    assertThat(server.get(Chat.participants(room) + "/" + bob).sid()).isEqualTo(bob);
    chat.say(room, "bob", "hello");
    chat.mark(bob, room, "LastReadMessageIndex", "0", "NotificationLevel", "muted");
    assertThat(chat.own("bob", room).get("notification_level").asString()).isEqualTo("default");
    assertThat(chat.own(bob, room).get("participant_sid").asString()).isEqualTo(twin);
    server.delete(Chat.membership(bob, room)).is(204);
    assertThat(server.get(Chat.participants(room)).column("identity")).containsExactly("bob");
    chat.join(room, bob);
    server.delete("/v1/Users/" + bob).is(204);
    assertThat(server.get(Chat.participants(room)).column("identity")).containsExactly("bob");
  }

  @Test
  void aNameThatClientsDropFromPathsIsRefusedWhereverItComesIn() {
    var chat = server.chat();
    var room = chat.joined("ada");
    var group = chat.conversation();
    var member =
        server
            .post(Chat.participants(group), "MessagingBinding.ProjectedAddress", "+15550001")
            .is(201)
            .sid();
    for (var dots : List.of(".", "..", "%2e", "%2E", ".%2e", "%2E.", "%2e%2E")) {
      server.post("/v1/Users", "Identity", dots).isProblem(400, 50206);
      server.post(Chat.participants(room), "Identity", dots).isProblem(400, 50206);
      server.post(Chat.participants(group) + "/" + member, "Identity", dots).isProblem(400, 50206);
      server
          .post(
              "/v1/ConversationWithParticipants", "Participant", "{\"identity\":\"" + dots + "\"}")
          .isProblem(400, 50206);
      server.post("/v1/Conversations", "UniqueName", dots).isProblem(400, 50390);
      server.post("/v1/Conversations/" + room, "UniqueName", dots).isProblem(400, 50390);
      server.post("/v1/ConversationWithParticipants", "UniqueName", dots).isProblem(400, 50390);
      server
          .post("/v1/Configuration/Addresses", "Type", "chat", "Address", dots)
          .isProblem(400, 50407);
    }
    for (var name : List.of("...", "..a", "a..", ". .", "%2e%2e%2e", "%252e", ".%", "a/../b")) {
      chat.user(name);
      assertThat(server.get("/v1/Users/" + quote(name)).text("identity")).isEqualTo(name);
    }
  }
}
