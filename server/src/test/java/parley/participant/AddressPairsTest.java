package parley.participant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** A pair of addresses is live in one conversation, and free again afterwards (2.6, 8.2). */
@ParameterizedClass
@EnumSource(Dialect.class)
class AddressPairsTest {
  @RegisterExtension final TestServer server;

  AddressPairsTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void aLivePairIsRefusedAndItsConversationIsTold() {
    var holder = server.chat().conversation();
    take("/v1/Conversations/" + holder).is(201);
    var refused = take("/v1/Conversations/" + server.chat().conversation());
    refused.isProblem(409, 50416);
    assertThat(refused.text("message")).endsWith("already exists in Conversation " + holder);
    assertThat(refused.at("/details/conversation_sid").asString()).isEqualTo(holder);
  }

  @Test
  void aPairIsFreeWhenItsParticipantGoes() {
    var room = server.chat().conversation();
    server.chat().leave(room, take("/v1/Conversations/" + room).is(201).sid());
    assertFree();
  }

  @Test
  void aPairIsFreeWhenItsConversationClosesOrGoes() {
    var room = server.chat().conversation();
    take("/v1/Conversations/" + room).is(201);
    server.post("/v1/Conversations/" + room, "State", "closed").is(200);
    var next = assertFree();
    server.delete("/v1/Conversations/" + next).is(204);
    assertFree();
  }

  @Test
  void aPairIsFreeWhenItsServiceGoes() {
    var service = "/v1/Services/" + server.post("/v1/Services", "FriendlyName", "x").is(201).sid();
    var room = server.post(service + "/Conversations").is(201).sid();
    take(service + "/Conversations/" + room).is(201);
    server.delete(service).is(204);
    assertFree();
  }

  private String assertFree() {
    var room = server.chat().conversation();
    take("/v1/Conversations/" + room).is(201);
    assertThat(server.get(Chat.participants(room)).rows()).hasSize(1);
    return room;
  }

  private Answer take(String conversation) {
    return server.post(
        conversation + "/Participants",
        "MessagingBinding.Address",
        "+15551230001",
        "MessagingBinding.ProxyAddress",
        "+15559990000");
  }
}
