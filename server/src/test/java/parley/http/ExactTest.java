package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** What comes in is taken as it is, or refused; nothing is silently made into something else. */
class ExactTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void numbersInAttributesComeBackDigitByDigit() {
    var attributes = "{\"price\":1.10,\"big\":1e400,\"pi\":3.14159265358979323846264338327950288}";
    var made =
        server
            .post(
                "/v1/ConversationWithParticipants",
                "Participant",
                "{\"identity\":\"ann\",\"attributes\":" + attributes + "}")
            .is(202);
    var participant = server.get(Chat.participants(made.sid()) + "/ann").is(200);
    assertThat(participant.text("attributes")).isEqualTo(attributes);
  }

  @Test
  void aDayThatDoesNotExistIsRefused() {
    server
        .post("/v1/Conversations", "DateCreated", "2023-02-31T00:00:00+0100")
        .isProblem(400, 50308);
  }

  @Test
  void aPageTokenThatWasChangedIsRefused() {
    var chat = server.chat();
    for (var i = 0; i < 3; i++) {
      chat.conversation();
    }
    var next = server.get("/v1/Conversations?PageSize=1").is(200).next();
    assertThat(next).isNotNull();
    server.get(next + "%3D").isProblem(400, 21481);
  }
}
