package parley.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** Conversations that are made together with those who are in them. */
@ParameterizedClass
@EnumSource(Dialect.class)
class ConversationWithParticipantsTest {
  private static final String PATH = "/v1/ConversationWithParticipants";
  private static final String PAIR =
      "{\"messaging_binding\":{\"address\":\"+15550001\",\"proxy_address\":\"+15559999\"}}";

  @RegisterExtension final TestServer server;

  ConversationWithParticipantsTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private Answer create(String... form) {
    return server.post(PATH, form);
  }

  @Test
  void withoutParticipantsItIsMadeAtOnceInTheStateThatIsWished() {
    var made =
        create("FriendlyName", "Orders", "State", "inactive", "Timers.Closed", "PT10M").is(201);
    assertThat(made.text("state")).isEqualTo("inactive");
    assertThat(made.text("friendly_name")).isEqualTo("Orders");
    assertThat(made.at("/timers/date_closed").stringValue()).isEqualTo("2026-03-01T12:10:00Z");
    assertThat(made.at("/links").propertyNames())
        .containsExactlyInAnyOrder("participants", "messages", "webhooks");
  }

  @Test
  void withParticipantsTheAnswerShowsItInitializingAndAReadTheStateThatIsWished() {
    var made =
        create("State", "inactive", "Participant", "{ \"identity\": \"ada\" }", "Participant", PAIR)
            .is(202);
    assertThat(made.text("state")).isEqualTo("initializing");
    var read = server.get("/v1/Conversations/" + made.sid()).is(200);
    assertThat(read.text("state")).isEqualTo("inactive");
    var participants = server.get(made.at("/links/participants").stringValue());
    assertThat(participants.column("identity")).containsExactly("ada", "");
    assertThat(participants.rows().getLast().at("/messaging_binding/address").stringValue())
        .isEqualTo("+15550001");
    assertThat(server.chat().own("ada", made.sid()).get("conversation_state").stringValue())
        .isEqualTo("inactive");
  }

  @Test
  void aParticipantMayHaveAttributesAndARoleAndDatesOfItsOwn() {
    var role = server.get("/v1/Conversations").is(200); // makes the default service with its roles
    assertThat(role.rows()).isEmpty();
    var made =
        create(
                "Participant",
                "{\"identity\":\"ada\",\"attributes\":\"{ \\\"a\\\": 1 }\","
                    + "\"date_created\":\"2020-01-02T03:04:05Z\",\"unknown\":[1]}",
                "Participant",
                "{\"identity\":\"grace\",\"attributes\":{\"b\":[2]}}")
            .is(202);
    var rows = server.get(made.at("/links/participants").stringValue()).rows();
    assertThat(rows.getFirst().get("attributes").stringValue()).isEqualTo("{ \"a\": 1 }");
    assertThat(rows.getFirst().get("date_created").stringValue()).isEqualTo("2020-01-02T03:04:05Z");
    assertThat(rows.getLast().get("attributes").stringValue()).isEqualTo("{\"b\":[2]}");
  }

  @Test
  void oneBadParticipantMeansThatNothingIsMade() {
    create("UniqueName", "u", "Participant", "{\"identity\":\"ada\"}", "Participant", "{}")
        .isProblem(400, 20422);
    create("UniqueName", "u", "Participant", "ada").isProblem(400, 20422);
    create("UniqueName", "u", "Participant", "[]").isProblem(400, 20422);
    create("UniqueName", "u", "Participant", "{\"identity\":\"a\"} {}").isProblem(400, 20422);
    create("UniqueName", "u", "Participant", "{\"messaging_binding\":{\"address\":\"nobody\"}}")
        .isProblem(400, 50407);
    create(
            "UniqueName",
            "u",
            "Participant",
            "{\"identity\":\"ada\",\"role_sid\":\"RL00000000000000000000000000000000\"}")
        .isProblem(404, 50100);
    server.get("/v1/Conversations/u").isProblem(404, 20404);
    server.get("/v1/Users/ada").isProblem(404, 20404);
  }

  @Test
  void elevenParticipantsAreTooMany() {
    var form = new ArrayList<String>();
    for (var i = 0; i < 11; i++) {
      Collections.addAll(form, "Participant", "{\"identity\":\"user" + i + "\"}");
    }
    create(form.toArray(String[]::new)).isProblem(400, 50426);
    create(form.subList(2, form.size()).toArray(String[]::new)).is(202);
  }

  @Test
  void aPairThatIsLiveElsewhereIsNamedWithItsConversation() {
    var holder = create("Participant", PAIR).is(202).sid();
    var refused = create("UniqueName", "u", "Participant", PAIR).isProblem(409, 50425);
    assertThat(refused.text("message")).endsWith("already exists in Conversation " + holder);
    assertThat(refused.at("/details/conversation_sid").stringValue()).isEqualTo(holder);
    server.get("/v1/Conversations/u").isProblem(404, 20404);
  }

  @Test
  void theSameIdentityOrPairTwiceInARequestIsRefusedWithoutNamingAConversation() {
    create("Participant", PAIR, "Participant", PAIR).isProblem(409, 50425);
    create("Participant", "{\"identity\":\"a\"}", "Participant", "{\"identity\":\"a\"}")
        .isProblem(409, 50433);
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
  }

  @Test
  void aServiceThatIsNamedGetsItsOwnConversation() {
    var service = server.post("/v1/Services", "FriendlyName", "Second").is(201).sid();
    var made =
        server
            .post(
                "/v1/Services/" + service + "/ConversationWithParticipants",
                "Participant",
                "{\"identity\":\"ada\"}")
            .is(202);
    assertThat(made.text("chat_service_sid")).isEqualTo(service);
    assertThat(List.of(made.text("url"), made.at("/links/messages").stringValue()))
        .allMatch(url -> url.contains("/v1/Services/" + service + "/Conversations/"));
    server.get("/v1/Conversations/" + made.sid()).isProblem(404, 20404);
  }
}
