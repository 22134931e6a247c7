package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.TestClient.quote;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** One rule for text from outside, whichever door it comes by (value/Text). */
@ParameterizedClass
@EnumSource(Dialect.class)
class OutsideTextTest {
  /** Escapes of JSON for what no database and no UTF-8 takes. */
  private static final List<String> BROKEN =
      List.of("\\u0000", "a\\u0000b", "\\ud800", "\\udc00x", "\\udc00\\ud800");

  @RegisterExtension final TestServer server;

  OutsideTextTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void nulAndHalfASurrogatePairAreRefusedWithinJsonToo() {
    for (var broken : BROKEN) {
      for (var participant :
          List.of(
              "{\"identity\":\"" + broken + "\"}",
              "{\"identity\":\"ada\",\"role_sid\":\"" + broken + "\"}",
              "{\"messaging_binding\":{\"address\":\"chat:" + broken + "\"}}")) {
        var refused =
            server
                .post("/v1/ConversationWithParticipants", "Participant", participant)
                .isProblem(400, 20422);
        assertThat(refused.at("/details/parameter").asString()).isNotEmpty();
        assertThat(refused.at("/details/participant").asString()).isEqualTo("1");
      }
      server
          .post("/v1/ConversationWithParticipants", "Participant", attributes(broken))
          .isProblem(400, 20422);
    }
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
  }

  /** As a JSON text within the JSON: the text itself holds the character. */
  private static String attributes(String broken) {
    return "{\"identity\":\"ada\",\"attributes\":\"{\\\"a\\\":\\\"" + broken + "\\\"}\"}";
  }

  @Test
  void credentialsThatNoDatabaseTakesProveNobody() {
    for (var name :
        List.of("SK\0", "SK" + "0".repeat(31) + "\0", "SK\0" + "0".repeat(31), "AC\0", "\0")) {
      server.anonymous().as(name, "x").get("/v1/Users").isProblem(401, 20003);
    }
    for (var bytes : List.of(new byte[] {(byte) 0xff, ':'}, new byte[] {'S', 'K', (byte) 0xc3})) {
      var header = "Basic " + Base64.getEncoder().encodeToString(bytes);
      server.anonymous().with("Authorization", header).get("/v1/Users").isProblem(401, 20003);
    }
  }

  @Test
  void aFileNameIsRefusedByItsName() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    for (var name : List.of("\"a\0b.png\"", "a\0b.png")) {
      var lines =
          List.of(
              "--x",
              "Content-Disposition: form-data; name=f; filename=" + name,
              "",
              "bytes",
              "--x--",
              "");
      server
          .client()
          .with("Content-Type", "multipart/form-data; boundary=x")
          .postRaw("/v1/Services/" + service + "/Media", String.join("\r\n", lines))
          .isProblem(400, 20422);
    }
    server.client().postRaw("/v1/Services/" + service + "/Media?Filename=%00", "x").is(400);
  }

  @Test
  void allOtherCharactersAreTheCallersOwn() {
    var text = "tab\t line\r\n bell\u0007 escape\u001b delete\u007f next\u0085 mark\ufeff\uffff";
    var room = server.chat().conversation("FriendlyName", text, "UniqueName", text);
    assertThat(server.get("/v1/Conversations/" + quote(text)).is(200).sid()).isEqualTo(room);
    server.chat().join(room, text);
    assertThat(server.chat().say(room, text, text).text("body")).isEqualTo(text);
    assertThat(server.get(Chat.messages(room)).column("author")).containsExactly(text);
    assertThat(server.chat().inbox(text, "").rows()).hasSize(1);
  }
}
