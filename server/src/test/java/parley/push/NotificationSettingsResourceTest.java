package parley.push;

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
class NotificationSettingsResourceTest {
  @RegisterExtension final TestServer server;
  private String service;
  private String path;

  NotificationSettingsResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void aService() {
    service = server.post("/v1/Services", "FriendlyName", "s").sid();
    path = "/v1/Services/" + service + "/Configuration/Notifications";
  }

  @Test
  void everythingIsOffAndWithoutWordsUntilItIsSet() {
    var fetched = server.get(path).is(200);

    assertThat(fetched.body())
        .isEqualTo(
            """
            {"account_sid":"%s","chat_service_sid":"%s","log_enabled":false,\
            "added_to_conversation":{"enabled":false,"template":null,"sound":null},\
            "new_message":{"enabled":false,"template":null,"badge_count_enabled":false,\
            "sound":null,"with_media":{"enabled":false,"template":null}},\
            "removed_from_conversation":{"enabled":false,"template":null,"sound":null},\
            "url":"%s"}\
            """
                .formatted(TestServer.ACCOUNT, service, server.address() + path));
    assertThat(server.get(fetched.text("url")).body()).isEqualTo(fetched.body());
  }

  @Test
  void anUpdateIsKeptAndLeavesTheRestAlone() {
    server
        .post(
            path,
            "LogEnabled",
            "true",
            "NewMessage.Enabled",
            "true",
            "NewMessage.Sound",
            "ring",
            "NewMessage.BadgeCountEnabled",
            "true",
            "NewMessage.WithMedia.Enabled",
            "true",
            "NewMessage.WithMedia.Template",
            "look",
            "AddedToConversation.Template",
            "hello",
            "RemovedFromConversation.Sound",
            "gong")
        .is(200);

    var updated = server.post(path, "AddedToConversation.Enabled", "true").is(200);

    assertThat(updated.at("/log_enabled").asBoolean()).isTrue();
    assertThat(updated.at("/new_message").toString())
        .isEqualTo(
            "{\"enabled\":true,\"template\":null,"
                + "\"badge_count_enabled\":true,\"sound\":\"ring\","
                + "\"with_media\":{\"enabled\":true,\"template\":\"look\"}}");
    assertThat(updated.at("/added_to_conversation").toString())
        .isEqualTo("{\"enabled\":true,\"template\":\"hello\",\"sound\":null}");
    assertThat(updated.at("/removed_from_conversation/sound").asString()).isEqualTo("gong");
    assertThat(server.get(path).body()).isEqualTo(updated.body());
  }

  @Test
  void anEmptyTemplateIsNoneAgain() {
    var before = server.get(path).body();
    server.post(path, "NewMessage.Template", "mine", "NewMessage.Sound", "ring").is(200);

    server.post(path, "NewMessage.Template", "", "NewMessage.Sound", "").is(200);

    assertThat(server.get(path).body()).isEqualTo(before);
  }

  @Test
  void whatIsTooLongIsNamedByItsCode() {
    var long1 = "x".repeat(1025);
    server.post(path, "NewMessage.Template", long1).isProblem(400, 50058);
    server.post(path, "NewMessage.WithMedia.Template", long1).isProblem(400, 50058);
    server.post(path, "AddedToConversation.Template", long1).isProblem(400, 50058);
    server.post(path, "RemovedFromConversation.Sound", "x".repeat(257)).isProblem(400, 50059);
    server.post(path, "NewMessage.Enabled", "loud").isProblem(400, 20422);
    server.post(path, "Loud", "true").isProblem(400, 20161);
    server.post(path, "NewMessage.Template", "x".repeat(1024)).is(200);
  }

  @Test
  void settingsGoWithTheirService() {
    server.post(path, "LogEnabled", "true").is(200);

    server.delete("/v1/Services/" + service).is(204);

    server.get(path).isProblem(404, 20404);
  }
}
