package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** Texts that programs compare are told exactly; what is ours to add stands in the details. */
class ErrorTextsTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private static void assertSays(Answer refused, String message, String parameter) {
    assertThat(refused.text("message")).isEqualTo(message);
    assertThat(refused.keys()).containsExactly("code", "message", "more_info", "status", "details");
    assertThat(refused.at("/details").propertyNames()).containsExactly("parameter", "reason");
    assertThat(refused.at("/details/parameter").asString()).isEqualTo(parameter);
    assertThat(refused.at("/details/reason").asString()).isNotBlank();
  }

  @Test
  void theTextsOfTheApisOwnCodesAreToldExactly() {
    var room = server.chat().joined("ada", "UniqueName", "taken");
    assertSays(
        server.post("/v1/Users", "Identity", "ada").isProblem(409, 50201),
        "User already exists",
        "Identity");
    assertSays(server.post("/v1/Users").isProblem(400, 50204), "Identity not provided", "Identity");
    assertSays(
        server.post("/v1/Conversations", "Attributes", "{").isProblem(400, 50304),
        "Attributes not valid JSON",
        "Attributes");
    assertSays(
        server
            .post(Chat.participants(room), "MessagingBinding.Address", "nobody")
            .isProblem(400, 50407),
        "Invalid messaging binding address",
        "MessagingBinding.Address");
    assertSays(
        server.post("/v1/Conversations", "UniqueName", "taken").isProblem(409, 50353),
        "Conversation with provided unique name already exists",
        "UniqueName");
    assertSays(
        server.post(Chat.participants(room), "Identity", "ada").isProblem(409, 50433),
        "Participant already exists",
        "Identity");
  }

  @Test
  void whyANameIsRefusedStandsBesideTheText() {
    for (var name : List.of(".", "..", "US" + "0".repeat(32))) {
      assertSays(
          server.post("/v1/Users", "Identity", name).isProblem(400, 50206),
          "Identity must not look like a User SID",
          "Identity");
    }
    for (var name : List.of(".", "..", "CH" + "0".repeat(32))) {
      assertSays(
          server.post("/v1/Conversations", "UniqueName", name).isProblem(400, 50390),
          "UniqueName must not look like a Conversation SID",
          "UniqueName");
    }
  }

  /** The general codes say too little alone, and no program knows what stands behind them. */
  @Test
  void theGeneralCodesNameTheParameterInTheTextToo() {
    assertSays(
        server.get("/v1/Users?PageSize=0").isProblem(400, 20422),
        "Invalid parameter: PageSize must be a whole number of at least 1",
        "PageSize");
    assertSays(
        server.post("/v1/Configuration", "DefaultChatServiceSid", "x").isProblem(400, 20423),
        "Invalid SID parameter: DefaultChatServiceSid must be IS and 32 hexadecimal digits",
        "DefaultChatServiceSid");
  }
}
