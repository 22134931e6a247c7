package parley.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Crowd;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class RoleResourceTest {
  private static final String ROLES = "/v1/Roles";

  @RegisterExtension final TestServer server;

  RoleResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private String role(String type, String permission) {
    return server
        .post(ROLES, "FriendlyName", "guard", "Type", type, "Permission", permission)
        .is(201)
        .sid();
  }

  private String defaultRole(String property) {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    return server.get("/v1/Services/" + service + "/Configuration").text(property);
  }

  @Test
  void aRoleIsShownAsItWasMadeInCanonicalCase() {
    var made =
        server.post(
            ROLES,
            "FriendlyName",
            "guard",
            "Type",
            "CONVERSATION",
            "Permission",
            "SENDMESSAGE",
            "Permission",
            "addParticipant",
            "Permission",
            "sendMessage");

    made.is(201);
    assertThat(made.keys())
        .containsExactly(
            "sid",
            "account_sid",
            "chat_service_sid",
            "friendly_name",
            "type",
            "permissions",
            "date_created",
            "date_updated",
            "url");
    assertThat(made.text("type")).isEqualTo("conversation");
    assertThat(made.at("/permissions").values())
        .extracting(permission -> permission.stringValue())
        .containsExactly("sendMessage", "addParticipant");
    assertThat(server.get(made.text("url")).body()).isEqualTo(made.body());
  }

  @Test
  void theFamilyOfTheRequestIsTheFamilyOfItsLinks() {
    var service = server.post("/v1/Services", "FriendlyName", "other").sid();
    var roles = "/v1/Services/" + service + "/Roles";

    var made =
        server
            .post(roles, "FriendlyName", "r", "Type", "service", "Permission", "joinConversation")
            .is(201);

    assertThat(made.text("url")).endsWith(roles + "/" + made.sid());
    assertThat(made.text("chat_service_sid")).isEqualTo(service);
    server.get(ROLES + "/" + made.sid()).isProblem(404, 20404);
  }

  @Test
  void aNewServiceHasItsFourDefaultRoles() {
    assertThat(server.get(ROLES).is(200).column("friendly_name"))
        .containsExactlyInAnyOrder(
            "channel user", "channel admin", "service admin", "service user");
  }

  @Test
  void aListGoesOnWhereThePageBeforeItEnded() {
    for (var i = 0; i < 3; i++) {
      server.clock().advance(Duration.ofSeconds(1));
      role("conversation", "sendMessage");
    }

    var first = server.get(ROLES + "?PageSize=4").is(200);
    var second = server.get(first.at("/meta/next_page_url").stringValue()).is(200);

    assertThat(first.rows()).hasSize(4);
    assertThat(second.column("friendly_name")).containsExactly("guard", "guard", "guard");
    assertThat(second.next()).isNull();
    assertThat(server.get(second.at("/meta/previous_page_url").stringValue()).column("sid"))
        .isEqualTo(first.column("sid"));
  }

  @Test
  void anUpdateReplacesTheWholeListOfPermissions() {
    var role = role("conversation", "sendMessage");
    server.clock().advance(Duration.ofSeconds(5));

    var updated =
        server.post(
            ROLES + "/" + role,
            "Permission",
            "leaveConversation",
            "Permission",
            "editOwnMessage",
            "FriendlyName",
            "ignored");

    updated.is(200);
    assertThat(updated.at("/permissions").toString())
        .isEqualTo("[\"leaveConversation\",\"editOwnMessage\"]");
    assertThat(updated.text("friendly_name")).isEqualTo("guard");
    assertThat(updated.text("date_updated")).isEqualTo("2026-03-01T12:00:05Z");
    server.post(ROLES + "/" + role, "FriendlyName", "alone").isProblem(400, 20161);
  }

  @Test
  void permissionsAreCheckedAgainstTheTypeOfTheRole() {
    var ofService = role("service", "createConversation");

    server
        .post(ROLES, "FriendlyName", "r", "Type", "service", "Permission", "sendMessage")
        .isProblem(400, 50104);
    server
        .post(ROLES, "FriendlyName", "r", "Type", "conversation", "Permission", "fly")
        .isProblem(400, 50104);
    server.post(ROLES + "/" + ofService, "Permission", "leaveConversation").isProblem(400, 50104);
    server.post(ROLES + "/" + ofService, "Permission", "").isProblem(400, 50104);
    for (var permission :
        new String[] {
          "addNonChatParticipant",
          "editAnyParticipantAttributes",
          "editOwnParticipantAttributes",
          "editNotificationLevel"
        }) {
      role("conversation", permission);
      server
          .post(ROLES, "FriendlyName", "r", "Type", "service", "Permission", permission)
          .isProblem(400, 50104);
    }
  }

  @Test
  void whatIsMissingOrTooLongIsNamedByItsCode() {
    server.post(ROLES, "Type", "service", "Permission", "joinConversation").isProblem(400, 50000);
    server.post(ROLES, "FriendlyName", "r", "Permission", "sendMessage").isProblem(400, 50105);
    server.post(ROLES, "FriendlyName", "r", "Type", "king").isProblem(400, 50105);
    server.post(ROLES, "FriendlyName", "r", "Type", "service").isProblem(400, 20422);
    server
        .post(
            ROLES,
            "FriendlyName",
            "r".repeat(257),
            "Type",
            "service",
            "Permission",
            "joinConversation")
        .isProblem(400, 50003);
    server
        .post(
            ROLES,
            "FriendlyName",
            "é".repeat(256),
            "Type",
            "service",
            "Permission",
            "joinConversation")
        .is(201);
  }

  @Test
  void aRoleThatTheConfigurationNamesCannotBeDeleted() {
    for (var property :
        new String[] {
          "default_conversation_creator_role_sid",
          "default_conversation_role_sid",
          "default_chat_service_role_sid"
        }) {
      server.delete(ROLES + "/" + defaultRole(property)).isProblem(409, 20409);
    }
  }

  @Test
  void whoHoldsARoleThatGoesFallsBackToTheServicesDefault() {
    var ofUser = role("service", "joinConversation");
    var ofParticipant = role("conversation", "sendMessage");
    server.post("/v1/Users", "Identity", "ada", "RoleSid", ofUser).is(201);
    var conversation = server.chat().conversation();
    var participants = "/v1/Conversations/" + conversation + "/Participants";
    server.post(participants, "Identity", "ada", "RoleSid", ofParticipant).is(201);
    server.clock().advance(Duration.ofSeconds(7));

    server.delete(ROLES + "/" + ofUser).is(204);
    server.delete(ROLES + "/" + ofParticipant).is(204);

    var user = server.get("/v1/Users/ada");
    assertThat(user.text("role_sid")).isEqualTo(defaultRole("default_chat_service_role_sid"));
    assertThat(user.text("date_updated")).isEqualTo("2026-03-01T12:00:07Z");
    assertThat(server.get(participants + "/ada").text("role_sid"))
        .isEqualTo(defaultRole("default_conversation_role_sid"));
    server.get(ROLES + "/" + ofUser).isProblem(404, 20404);
    server.delete(ROLES + "/" + ofUser).isProblem(404, 20404);
    server.post("/v1/Users", "Identity", "bob", "RoleSid", ofUser).isProblem(404, 50100);
  }

  /** Whoever gets the role while it goes either is refused, or falls back with the others. */
  @Test
  void nobodyIsLeftWithARoleThatIsGone() {
    for (var round = 0; round < 5; round++) {
      var number = round;
      var role = role("service", "joinConversation");
      Crowd.run(
          8,
          i ->
              i == 4
                  ? server.delete(ROLES + "/" + role).is(204)
                  : server.post(
                      "/v1/Users", "Identity", "user " + number + "/" + i, "RoleSid", role));
      assertThat(server.get("/v1/Users?PageSize=1000").column("role_sid")).doesNotContain(role);
    }
  }
}
