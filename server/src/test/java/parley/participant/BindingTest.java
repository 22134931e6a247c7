package parley.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.participants;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.problem.Limits;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** The addresses by which participants are reached outside chat. */
class BindingTest {
  private static final String ADDRESS = "MessagingBinding.Address";
  private static final String PROXY = "MessagingBinding.ProxyAddress";

  @RegisterExtension
  final TestServer server =
      TestServer.onSqlite()
          .withLimits(
              Limits.but(
                  draft -> {
                    draft.conversationsPerIdentity = 2;
                    draft.participantsPerConversation = 3;
                    draft.nonChatParticipants = 2;
                  }));

  private Answer add(String conversation, String... form) {
    return server.post(participants(conversation), form);
  }

  @ParameterizedTest
  @CsvSource({
    "+15550001, +15559999, sms",
    "whatsapp:+15550001, whatsapp:+15559999, whatsapp",
    "rcs:+15550001, rcs:brand_agent, rcs",
    "messenger:1234567, messenger:7654321, messenger",
    "gbm:user-1, gbm:agent-1, gbm",
    "apple:opaque, apple:business, apple",
    "chat:somebody, chat:us, chat",
    "ann@example.com, desk@example.com, email",
  })
  void theTypeIsToldByTheAddress(String address, String proxy, String type) {
    var added = add(server.chat().conversation(), ADDRESS, address, PROXY, proxy).is(201);
    assertThat(added.at("/messaging_binding").toString())
        .isEqualTo(
            "{\"type\":\"%s\",\"address\":\"%s\",\"proxy_address\":\"%s\"}"
                .formatted(type, address, proxy));
    assertThat(added.text("role_sid")).startsWith("RL");
  }

  @Test
  void nameAndLevelBelongToMailAlone() {
    var conversation = server.chat().conversation();
    var ann =
        add(
                conversation,
                ADDRESS,
                "ann@example.com",
                "MessagingBinding.Name",
                "Ann",
                "MessagingBinding.Level",
                "CC")
            .is(201);
    assertThat(ann.at("/messaging_binding/name").stringValue()).isEqualTo("Ann");
    assertThat(ann.at("/messaging_binding/level").stringValue()).isEqualTo("cc");
    add(conversation, ADDRESS, "bob@example.com", "MessagingBinding.Level", "bcc")
        .isProblem(400, 20422);
    add(conversation, ADDRESS, "+15550001", "MessagingBinding.Name", "Ann").isProblem(400, 50420);
  }

  @Test
  void badAddressesEachHaveTheirCode() {
    var conversation = server.chat().conversation();
    add(conversation, ADDRESS, "").isProblem(400, 50411);
    add(conversation, ADDRESS, "nobody").isProblem(400, 50407);
    add(conversation, ADDRESS, "whatsapp:nobody").isProblem(400, 50407);
    add(conversation, ADDRESS, "+1555" + "0".repeat(20)).isProblem(400, 50407);
    add(conversation, ADDRESS, "+15550001", PROXY, "").isProblem(400, 50412);
    add(conversation, ADDRESS, "+15550001", PROXY, "x").isProblem(400, 50408);
    add(conversation, ADDRESS, "+15550001", PROXY, "+15550001").isProblem(400, 50409);
    add(conversation, ADDRESS, "+15550001", PROXY, "rcs:x").isProblem(400, 50414);
    add(conversation, ADDRESS, "+15550001", "Identity", "ada").isProblem(400, 50211);
    add(conversation).isProblem(400, 20422);
  }

  @Test
  void aPairIsLiveInOneConversationAndFreeWhenItCloses() {
    var first = server.chat().conversation();
    add(first, ADDRESS, "+15550001", PROXY, "+15559999").is(201);
    var second = server.chat().conversation();
    var refused = add(second, ADDRESS, "+15550001", PROXY, "+15559999").isProblem(409, 50416);
    assertThat(refused.text("message")).endsWith("already exists in Conversation " + first);
    add(second, ADDRESS, "+15550001", PROXY, "+15558888").is(201);
    server.post("/v1/Conversations/" + first, "State", "closed").is(200);
    add(second, ADDRESS, "+15550001", PROXY, "+15559999").is(201);
  }

  @Test
  void everyLimitHasItsCode() {
    var conversation = server.chat().conversation();
    add(conversation, ADDRESS, "+15550001", PROXY, "+15559999").is(201);
    add(conversation, ADDRESS, "+15550002", PROXY, "+15559999").is(201);
    add(conversation, ADDRESS, "+15550003", PROXY, "+15559999").isProblem(403, 50422);
    add(conversation, "Identity", "ada").is(201);
    add(conversation, "Identity", "grace").isProblem(403, 50417);
    server.chat().joined("ada");
    add(server.chat().conversation(), "Identity", "ada").isProblem(403, 50214);
  }

  @Test
  void sendingTheProxyThatIsThereChangesNothing() {
    var conversation = server.chat().conversation();
    var ann = add(conversation, ADDRESS, "+15550001", PROXY, "+15559999").is(201).sid();
    var path = participants(conversation) + "/" + ann;
    server.post(path, PROXY, "+15559999").is(200);
    server.post(path, PROXY, "+15558888").is(200);
    add(server.chat().conversation(), ADDRESS, "+15550001", PROXY, "+15559999").is(201);
    server.post(path, PROXY, "+15559999").isProblem(409, 50416);
  }
}
