package parley.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class AddressConfigurationResourceTest {
  private static final String PATH = "/v1/Configuration/Addresses";
  private static final String NUMBER = "+37256123457";
  private static final String FLOW = "FW" + "a".repeat(32);

  @RegisterExtension final TestServer server;

  AddressConfigurationResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void anAddressWithAWebhookShowsItsKeys() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");

    var made =
        server
            .post(
                PATH,
                "Type",
                "SMS",
                "Address",
                NUMBER,
                "FriendlyName",
                "My Test Configuration",
                "AddressCountry",
                "ca",
                "AutoCreation.Enabled",
                "True",
                "AutoCreation.Type",
                "webhook",
                "AutoCreation.ConversationServiceSid",
                service,
                "AutoCreation.WebhookUrl",
                "https://example.com",
                "AutoCreation.WebhookMethod",
                "post",
                "AutoCreation.WebhookFilters",
                "onParticipantAdded",
                "AutoCreation.WebhookFilters",
                "onMessageAdded")
            .is(201);

    assertThat(made.keys())
        .containsExactly(
            "account_sid",
            "sid",
            "address",
            "type",
            "friendly_name",
            "address_country",
            "auto_creation",
            "date_created",
            "date_updated",
            "url");
    assertThat(made.text("type")).isEqualTo("sms");
    assertThat(made.text("address_country")).isEqualTo("CA");
    assertThat(made.at("/auto_creation").toString())
        .isEqualTo(
            "{\"enabled\":true,\"type\":\"webhook\",\"conversation_service_sid\":\""
                + service
                + "\",\"webhook_url\":\"https://example.com\",\"webhook_method\":\"POST\","
                + "\"webhook_filters\":[\"onParticipantAdded\",\"onMessageAdded\"]}");
    assertThat(server.get(made.text("url")).body()).isEqualTo(made.body());
  }

  @Test
  void anAddressAloneOpensNothing() {
    var made = server.post(PATH, "Type", "email", "Address", "help@example.com").is(201);

    assertThat(made.at("/friendly_name").isNull()).isTrue();
    assertThat(made.at("/address_country").isNull()).isTrue();
    assertThat(made.at("/auto_creation").toString())
        .isEqualTo("{\"enabled\":false,\"type\":\"default\"}");
  }

  @Test
  void anUpdateToAStudioFlowKeepsTheServiceAndTheAddress() {
    var service = server.post("/v1/Services", "FriendlyName", "s").sid();
    var made =
        server
            .post(
                PATH,
                "Type",
                "sms",
                "Address",
                NUMBER,
                "AutoCreation.ConversationServiceSid",
                service)
            .is(201);
    server.clock().advance(Duration.ofSeconds(1));

    var updated =
        server
            .post(
                PATH + "/" + made.sid(),
                "Address",
                "+1",
                "FriendlyName",
                "Updated",
                "AutoCreation.Enabled",
                "false",
                "AutoCreation.Type",
                "studio",
                "AutoCreation.StudioFlowSid",
                FLOW,
                "AutoCreation.StudioRetryCount",
                "3")
            .is(200);

    assertThat(updated.text("address")).isEqualTo(NUMBER);
    assertThat(updated.text("friendly_name")).isEqualTo("Updated");
    assertThat(updated.at("/auto_creation").toString())
        .isEqualTo(
            "{\"enabled\":false,\"type\":\"studio\",\"conversation_service_sid\":\""
                + service
                + "\",\"studio_flow_sid\":\""
                + FLOW
                + "\",\"studio_retry_count\":3}");
    assertThat(updated.text("date_updated")).isEqualTo("2026-03-01T12:00:01Z");
    server.post(PATH + "/" + made.sid(), "Type", "email").isProblem(400, 20161);
  }

  @Test
  void aPathTakesTheSidOrTheAddress() {
    var made = server.post(PATH, "Type", "sms", "Address", NUMBER).is(201);

    assertThat(server.get(PATH + "/" + NUMBER).is(200).sid()).isEqualTo(made.sid());
    assertThat(server.get(PATH + "/" + TestClient.quote(NUMBER)).is(200).sid())
        .isEqualTo(made.sid());
    server.post(PATH + "/" + TestClient.quote(NUMBER), "FriendlyName", "x").is(200);
    server.delete(PATH + "/" + TestClient.quote(NUMBER)).is(204);
    server.get(PATH + "/" + made.sid()).isProblem(404, 20404);
    server.delete(PATH + "/" + made.sid()).isProblem(404, 20404);
  }

  @Test
  void anAddressIsConfiguredOnce() {
    server.post(PATH, "Type", "sms", "Address", NUMBER).is(201);

    server.post(PATH, "Type", "sms", "Address", NUMBER).isProblem(409, 20409);
    server.post(PATH, "Type", "rcs", "Address", NUMBER).isProblem(409, 20409);
    server.delete(PATH + "/" + NUMBER).is(204);
    server.post(PATH, "Type", "rcs", "Address", NUMBER).is(201);
  }

  @Test
  void aListCanHoldOneOfTheEightTypes() {
    for (var type : AddressType.values()) {
      server.clock().advance(Duration.ofSeconds(1));
      var address = type == AddressType.SMS ? NUMBER : "urn:mbid:" + type;
      server.post(PATH, "Type", type.wire(), "Address", address).is(201);
    }

    var sms = server.get(PATH + "?Type=sMs").is(200);
    assertThat(sms.column("type")).containsExactly("sms");
    assertThat(sms.at("/meta/url").stringValue()).endsWith(PATH + "?Type=sMs&PageSize=50&Page=0");
    assertThat(server.get(PATH + "?Type=apple").column("address"))
        .containsExactly("urn:mbid:APPLE");
    assertThat(server.get(PATH).rows()).hasSize(8);
    assertThat(server.get(PATH + "?Type=").rows()).hasSize(8);
    server.get(PATH + "?Type=fax").isProblem(400, 20422);

    var first = server.get(PATH + "?PageSize=5").is(200);
    assertThat(first.at("/meta/key").stringValue()).isEqualTo("address_configurations");
    assertThat(server.get(first.at("/meta/next_page_url").stringValue()).rows()).hasSize(3);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    server.post(PATH, "Address", NUMBER).isProblem(400, 20422);
    server.post(PATH, "Type", "fax", "Address", NUMBER).isProblem(400, 20422);
    server.post(PATH, "Type", "sms").isProblem(400, 50411);
    server.post(PATH, "Type", "sms", "Address", "call me").isProblem(400, 50407);
    server.post(PATH, "Type", "chat", "Address", "x".repeat(257)).isProblem(400, 50407);
    server.post(PATH, "Type", "chat", "Address", "IG" + "0".repeat(32)).isProblem(400, 50407);
    refused("FriendlyName", "x".repeat(257), 400, 50003);
    refused("AddressCountry", "XX", 400, 20422);
    refused("AutoCreation.Enabled", "maybe", 400, 20422);
    refused("AutoCreation.Type", "magic", 400, 20422);
    refused("AutoCreation.Type", "webhook", 400, 50369);
    refused("AutoCreation.Type", "studio", 400, 50367);
    refused("AutoCreation.WebhookFilters", "onMessageAdd", 400, 50365);
    refused("AutoCreation.WebhookUrl", "nowhere", 400, 20422);
    refused("AutoCreation.WebhookMethod", "put", 400, 20422);
    refused("AutoCreation.StudioFlowSid", "FW", 400, 50367);
    refused("AutoCreation.StudioRetryCount", "4", 400, 20422);
    refused("AutoCreation.ConversationServiceSid", "IS", 400, 20423);
    refused("AutoCreation.ConversationServiceSid", "IS" + "0".repeat(32), 404, 50050);
    assertThat(server.get(PATH).rows()).isEmpty();
  }

  private void refused(String parameter, String value, int status, int code) {
    server.post(PATH, "Type", "sms", "Address", NUMBER, parameter, value).isProblem(status, code);
  }

  @Test
  void anAddressWhoseServiceGoesOpensNoMoreConversations() {
    var service = server.post("/v1/Services", "FriendlyName", "s").sid();
    server
        .post(
            PATH,
            "Type",
            "sms",
            "Address",
            NUMBER,
            "AutoCreation.Enabled",
            "true",
            "AutoCreation.ConversationServiceSid",
            service)
        .is(201);

    server.delete("/v1/Services/" + service).is(204);

    assertThat(server.get(PATH + "/" + NUMBER).at("/auto_creation").toString())
        .isEqualTo("{\"enabled\":false,\"type\":\"default\"}");
  }
}
