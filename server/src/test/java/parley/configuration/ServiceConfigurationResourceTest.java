package parley.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class ServiceConfigurationResourceTest {
  @RegisterExtension final TestServer server;
  private String service;
  private String path;

  ServiceConfigurationResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void aService() {
    service = "/v1/Services/" + server.post("/v1/Services", "FriendlyName", "s").sid();
    path = service + "/Configuration";
  }

  private String role(String type, String permission) {
    return server
        .post(service + "/Roles", "FriendlyName", "r", "Type", type, "Permission", permission)
        .is(201)
        .sid();
  }

  @Test
  void itNamesTheDefaultRolesAndWhereItsPartsAre() {
    var fetched = server.get(path).is(200);

    assertThat(fetched.keys())
        .containsExactly(
            "chat_service_sid",
            "default_conversation_creator_role_sid",
            "default_conversation_role_sid",
            "default_chat_service_role_sid",
            "reachability_enabled",
            "url",
            "links");
    assertThat(fetched.at("/reachability_enabled").asBoolean()).isFalse();
    server.get(service + "/Roles/" + fetched.text("default_conversation_role_sid")).is(200);
    assertThat(fetched.at("/links").propertyNames()).containsExactly("notifications", "webhooks");
    server.get(fetched.at("/links/notifications").stringValue()).is(200);
    server.get(fetched.at("/links/webhooks").stringValue()).is(200);
    assertThat(server.get(fetched.text("url")).body()).isEqualTo(fetched.body());
  }

  @Test
  void newUsersAndParticipantsGetTheRolesItNames() {
    var ofUsers = role("service", "joinConversation");
    var ofParticipants = role("conversation", "sendMessage");

    var updated =
        server
            .post(
                path,
                "DefaultChatServiceRoleSid",
                ofUsers,
                "DefaultConversationRoleSid",
                ofParticipants,
                "DefaultConversationCreatorRoleSid",
                ofParticipants,
                "ReachabilityEnabled",
                "true")
            .is(200);

    assertThat(updated.at("/reachability_enabled").asBoolean()).isTrue();
    assertThat(server.get(path).body()).isEqualTo(updated.body());
    assertThat(server.post(service + "/Users", "Identity", "ada").text("role_sid"))
        .isEqualTo(ofUsers);
    var conversation = server.post(service + "/Conversations").sid();
    var participants = service + "/Conversations/" + conversation + "/Participants";
    assertThat(server.post(participants, "Identity", "ada").text("role_sid"))
        .isEqualTo(ofParticipants);
    server.delete(service + "/Roles/" + ofParticipants).isProblem(409, 20409);
  }

  @Test
  void aRoleThatIsNoLongerTheDefaultCanBeDeleted() {
    var old = server.get(path).text("default_conversation_role_sid");

    server.post(path, "DefaultConversationRoleSid", role("conversation", "sendMessage")).is(200);

    server.delete(service + "/Roles/" + old).is(204);
  }

  @Test
  void aRoleMustBeOfTheServiceAndOfTheTypeOfItsPlace() {
    var ofService = role("service", "joinConversation");
    var ofConversation = role("conversation", "sendMessage");
    var foreign = server.get("/v1/Roles").column("sid").getFirst();

    server.post(path, "DefaultConversationRoleSid", ofService).isProblem(400, 50105);
    server.post(path, "DefaultConversationCreatorRoleSid", ofService).isProblem(400, 50105);
    server.post(path, "DefaultChatServiceRoleSid", ofConversation).isProblem(400, 50105);
    server.post(path, "DefaultChatServiceRoleSid", foreign).isProblem(404, 50100);
    server.post(path, "DefaultChatServiceRoleSid", "nonsense").isProblem(404, 50100);
    server.post(path, "ReachabilityEnabled", "perhaps").isProblem(400, 20422);
    server.post(path, "Something", "else").isProblem(400, 20161);
  }

  @Test
  void aServiceThatIsNotThereHasNone() {
    server.get("/v1/Services/IS" + "0".repeat(32) + "/Configuration").isProblem(404, 20404);
  }
}
