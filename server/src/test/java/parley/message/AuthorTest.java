package parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.messages;
import static parley.testkit.Chat.participants;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestServer;

/** Whom a message's author means. */
@ParameterizedClass
@EnumSource(Dialect.class)
class AuthorTest {
  @RegisterExtension final TestServer server;

  AuthorTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void anAuthorIsTheParticipantOfThatIdentityElseOfThatAddressElseNobody() {
    var chat = server.chat();
    var conversation = chat.conversation();
    var ann =
        server
            .post(
                participants(conversation),
                "MessagingBinding.Address",
                "+15550001",
                "MessagingBinding.ProxyAddress",
                "+15559999")
            .is(201)
            .sid();
    var ada = chat.join(conversation, "ada");
    assertThat(chat.say(conversation, "ada", "x").text("participant_sid")).isEqualTo(ada);
    assertThat(chat.say(conversation, "+15550001", "x").text("participant_sid")).isEqualTo(ann);
    var namesake = chat.join(conversation, "+15550001");
    assertThat(chat.say(conversation, "+15550001", "x").text("participant_sid"))
        .isEqualTo(namesake);
    var stranger = chat.say(conversation, "stranger", "x");
    assertThat(stranger.text("author")).isEqualTo("stranger");
    assertThat(stranger.at("/participant_sid").isNull()).isTrue();
    var system = server.post(messages(conversation), "Body", "x").is(201);
    assertThat(system.text("author")).isEqualTo("system");
    var edited = server.post(messages(conversation) + "/" + system.sid(), "Author", "ada").is(200);
    assertThat(edited.text("participant_sid")).isEqualTo(ada);
  }
}
