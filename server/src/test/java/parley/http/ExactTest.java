package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Chat;
import parley.testkit.TestClient;
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

  @Test
  void aListOrAnObjectWhereOneValueIsMeantIsRefusedByName() {
    for (var wrong :
        Map.of(
                "{\"identity\":[\"ann\"]}", "Identity",
                "{\"identity\":{\"name\":\"ann\"}}", "Identity",
                "{\"identity\":\"ann\",\"attributes\":\"{}\",\"role_sid\":[]}", "RoleSid",
                "{\"messaging_binding\":{\"address\":[\"+15558675310\"]}}",
                    "MessagingBinding.Address")
            .entrySet()) {
      var refused =
          server
              .post("/v1/ConversationWithParticipants", "Participant", wrong.getKey())
              .isProblem(400, 20422);
      assertThat(refused.at("/details/parameter").stringValue()).isEqualTo(wrong.getValue());
    }
    server
        .post(
            "/v1/ConversationWithParticipants",
            "Participant",
            "{\"identity\":\"ann\",\"unknown\":[1],\"more\":{\"identity\":[2]}}")
        .is(202);
  }

  @Test
  void aNumberHasAsciiDigitsAlone() {
    var room = server.chat().joined("ann");
    server.chat().say(room, "ann", "one");
    var ann = Chat.participants(room) + "/ann";
    for (var number : List.of("\u0660", "\uff10", "+0", "0x0", "0_0", "--0")) {
      server.post(ann, "LastReadMessageIndex", number).isProblem(400, 50421);
      var size = number.replace('0', '5').replace('\u0660', '\u0663').replace('\uff10', '\uff15');
      var list = "/v1/Conversations?PageSize=" + TestClient.quote(size);
      server.get(list).isProblem(400, 20422);
    }
    server.post(ann, "LastReadMessageIndex", "0").is(200);
  }

  @Test
  void anEscapeHasAsciiDigitsAlone() {
    var refused = server.client().postRaw("/v1/Conversations", "FriendlyName=%\uff14\uff11");
    refused.isProblem(400, 20422);
    assertThat(refused.text("message")).contains("FriendlyName");
  }
}
