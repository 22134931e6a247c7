package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.participants;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** A blank value means as much as none; the exceptions are these and no others. */
class BlankTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  /** As an SDK does that sends null as an empty value. */
  private Answer postWithBlanks(String path, List<String> blanks, String... form) {
    var all = Stream.concat(Stream.of(form), blanks.stream().flatMap(n -> Stream.of(n, "")));
    return server.post(path, all.toArray(String[]::new));
  }

  @Test
  void whatIsMadeWithBlanksIsMadeAsWithoutThem() {
    var room =
        postWithBlanks(
                "/v1/Conversations",
                List.of(
                    "FriendlyName",
                    "UniqueName",
                    "Attributes",
                    "MessagingServiceSid",
                    "Timers.Inactive",
                    "Timers.Closed",
                    "DateCreated",
                    "DateUpdated",
                    "Bindings.Email.Address",
                    "Bindings.Email.Name"))
            .is(201);
    assertThat(room.text("attributes")).isEqualTo("{}");
    assertThat(room.at("/unique_name").isNull()).isTrue();
    assertThat(room.text("date_created")).isEqualTo("2026-03-01T12:00:00Z");
    var chat =
        List.of(
            "MessagingBinding.Address",
            "MessagingBinding.ProxyAddress",
            "MessagingBinding.ProjectedAddress",
            "MessagingBinding.Name",
            "Attributes",
            "RoleSid",
            "DateCreated",
            "DateUpdated");
    var ann = postWithBlanks(participants(room.sid()), chat, "Identity", "ann").is(201);
    assertThat(ann.at("/messaging_binding").isNull()).isTrue();
    postWithBlanks(
            participants(room.sid()),
            List.of("Identity", "MessagingBinding.ProjectedAddress", "Attributes"),
            "MessagingBinding.Address",
            "+15550001",
            "MessagingBinding.ProxyAddress",
            "+15559999")
        .is(201);
    var message =
        postWithBlanks(
                Chat.messages(room.sid()),
                List.of(
                    "Author",
                    "Subject",
                    "Attributes",
                    "MediaSid",
                    "ContentSid",
                    "ContentVariables",
                    "DateCreated"),
                "Body",
                "b")
            .is(201);
    assertThat(message.text("author")).isEqualTo("system");
    postWithBlanks("/v1/Users", List.of("FriendlyName", "Attributes", "RoleSid"), "Identity", "bob")
        .is(201);
    postWithBlanks(
            "/v1/ConversationWithParticipants",
            List.of("Participant", "UniqueName"),
            "Participant",
            "{\"identity\":\"eve\",\"messaging_binding\":{\"address\":\"\"},\"attributes\":\"\"}")
        .is(202);
  }

  @Test
  void aListThatIsAskedWithBlanksIsTheWholeList() {
    server.chat().joined("ada");
    for (var query :
        List.of(
            "/v1/Conversations?State=&StartDate=&EndDate=&PageSize=&Page=&PageToken=",
            "/v1/Users/ada/Conversations?OrderBy=&Unread=&State=&NotificationLevel=&Include=",
            "/v1/Users/ada/Conversations?Include=,LastMessage,",
            "/v1/ParticipantConversations?Identity=ada&Address=")) {
      assertThat(server.get(query).is(200).rows()).as(query).hasSize(1);
    }
    assertThat(server.get("/v1/Users?PageSize=").at("/meta/page_size").asInt()).isEqualTo(50);
    server.get("/v1/Configuration/Addresses?Type=").is(200);
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    server.get("/v1/Services/" + service + "/Bindings?BindingType=&Identity=").is(200);
  }

  @Test
  void anUpdateKeepsWhatIsBlankAndCannotBeCleared() {
    var room = server.chat().joined("ada", "Attributes", "{\"a\":1}");
    var path = "/v1/Conversations/" + room;
    var before = server.get(path).body();
    server.post(path, "Attributes", "", "DateCreated", "").isProblem(400, 20161);
    assertThat(server.get(path).body()).isEqualTo(before);
    server.post("/v1/Users/ada", "Attributes", "", "RoleSid", "").isProblem(400, 20161);
    var ada = participants(room) + "/ada";
    server.post(ada, "Identity", "", "RoleSid", "").isProblem(400, 20161);
    server.post(Chat.membership("ada", room), "NotificationLevel", "").isProblem(400, 20161);
    var message = server.chat().say(room, "ada", "x").sid();
    var said = Chat.messages(room) + "/" + message;
    assertThat(server.post(said, "Author", "", "Subject", "s").is(200).text("author"))
        .isEqualTo("ada");
  }

  @Test
  void anUpdateClearsWhatMayBeNull() {
    var room =
        server
            .chat()
            .joined("ada", "FriendlyName", "f", "UniqueName", "u", "Timers.Closed", "PT10M");
    var cleared =
        server
            .post(
                "/v1/Conversations/" + room,
                "FriendlyName",
                "",
                "UniqueName",
                "",
                "Timers.Closed",
                "",
                "MessagingServiceSid",
                "")
            .is(200);
    for (var name : List.of("friendly_name", "unique_name", "messaging_service_sid")) {
      assertThat(cleared.at("/" + name).isNull()).as(name).isTrue();
    }
    assertThat(cleared.at("/timers").isEmpty()).isTrue();
    var message = server.chat().say(room, "ada", "x").sid();
    assertThat(server.post(Chat.messages(room) + "/" + message, "Body", "").is(200).text("body"))
        .isEmpty();
  }

  @Test
  void whereABlankValueIsAFaultItHasItsCode() {
    var room = server.chat().joined("ada");
    server.post("/v1/Conversations", "State", "").isProblem(400, 50374);
    server.post("/v1/Conversations/" + room, "State", "").isProblem(400, 50374);
    server.post("/v1/Users", "Identity", "").isProblem(400, 50204);
    server.post("/v1/Services", "FriendlyName", "").isProblem(400, 50000);
    server.post(Chat.messages(room), "Body", "").isProblem(400, 50503);
    var participants = participants(room);
    server.post(participants, "MessagingBinding.Address", "").isProblem(400, 50411);
    server
        .post(
            participants,
            "MessagingBinding.Address",
            "+15550001",
            "MessagingBinding.ProxyAddress",
            "")
        .isProblem(400, 50412);
    server.post(participants, "Identity", "").isProblem(400, 20422);
    server.post(participants + "/ada", "Identity", "").isProblem(400, 20161);
  }
}
