package parley.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Crowd;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class AccountConfigurationResourceTest {
  private static final String PATH = "/v1/Configuration";
  private static final String MESSAGING_SERVICE = "MG" + "a".repeat(32);

  @RegisterExtension final TestServer server;

  AccountConfigurationResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void aFreshAccountHasADefaultServiceAndNothingElse() {
    var fetched = server.get(PATH).is(200);

    assertThat(fetched.keys())
        .containsExactly(
            "account_sid",
            "default_chat_service_sid",
            "default_messaging_service_sid",
            "default_inactive_timer",
            "default_closed_timer",
            "url",
            "links");
    assertThat(fetched.text("default_messaging_service_sid")).matches("MG[0-9a-f]{32}");
    assertThat(fetched.at("/default_inactive_timer").isNull()).isTrue();
    assertThat(fetched.at("/default_closed_timer").isNull()).isTrue();
    assertThat(fetched.at("/links").propertyNames()).containsExactly("service", "webhooks");
    server.get(fetched.at("/links/service").stringValue()).is(200);
    server.get(fetched.at("/links/webhooks").stringValue()).is(200);
    server.get(fetched.text("url")).is(200);
  }

  @Test
  void newConversationsHaveTheDefaultMessagingServiceThatEveryAccountHas() {
    var service = server.get(PATH).text("default_messaging_service_sid");
    assertThat(service).matches("MG[0-9a-f]{32}");
    assertThat(server.post("/v1/Conversations").text("messaging_service_sid")).isEqualTo(service);
    assertThat(server.get(PATH).text("default_messaging_service_sid")).isEqualTo(service);
  }

  @Test
  void anotherDefaultServiceIsWhatShortPathsMeanFromThenOn() {
    var first = server.get(PATH).text("default_chat_service_sid");
    var conversation = server.chat().conversation();
    var second = server.post("/v1/Services", "FriendlyName", "second").sid();

    var updated = server.post(PATH, "DefaultChatServiceSid", second).is(200);

    assertThat(updated.text("default_chat_service_sid")).isEqualTo(second);
    assertThat(updated.at("/links/service").stringValue())
        .endsWith("/v1/Services/" + second + "/Configuration");
    server.get("/v1/Conversations/" + conversation).isProblem(404, 20404);
    server.get("/v1/Services/" + first + "/Conversations/" + conversation).is(200);
    assertThat(server.post("/v1/Conversations").text("chat_service_sid")).isEqualTo(second);
    server.delete("/v1/Services/" + second).isProblem(409, 20409);
    server.delete("/v1/Services/" + first).is(204);
  }

  @Test
  void aDefaultServiceMustBeOneOfTheAccount() {
    server.post(PATH, "DefaultChatServiceSid", "IS" + "0".repeat(32)).isProblem(404, 50050);
    server.post(PATH, "DefaultChatServiceSid", "CH" + "0".repeat(32)).isProblem(400, 20423);
    server.post(PATH, "DefaultMessagingServiceSid", "IS" + "0".repeat(32)).isProblem(400, 50341);
    server.post(PATH, "Default", "x").isProblem(400, 20161);
  }

  @Test
  void aRefusedUpdateChangesNothing() {
    var before = server.get(PATH).body();

    server
        .post(PATH, "DefaultInactiveTimer", "PT5M", "DefaultChatServiceSid", "IS" + "0".repeat(32))
        .isProblem(404, 50050);

    assertThat(server.get(PATH).body()).isEqualTo(before);
  }

  @Test
  void newConversationsGoByTheDefaultsAndOldOnesDoNot() {
    var old = server.post("/v1/Conversations").is(201);
    server
        .post(
            PATH,
            "DefaultInactiveTimer",
            "PT5M",
            "DefaultClosedTimer",
            "p1d",
            "DefaultMessagingServiceSid",
            MESSAGING_SERVICE)
        .is(200);

    var plain = server.post("/v1/Conversations").is(201);
    var own = server.post("/v1/Conversations", "Timers.Inactive", "PT1M").is(201);
    var none = server.post("/v1/Conversations", "Timers.Closed", "", "Timers.Inactive", "PT0S");

    assertThat(plain.at("/timers/date_inactive").asString()).isEqualTo("2026-03-01T12:05:00Z");
    assertThat(plain.at("/timers/date_closed").asString()).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(plain.text("messaging_service_sid")).isEqualTo(MESSAGING_SERVICE);
    assertThat(own.at("/timers/date_inactive").asString()).isEqualTo("2026-03-01T12:01:00Z");
    assertThat(own.at("/timers/date_closed").asString()).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(none.is(201).at("/timers").toString()).isEqualTo("{}");
    assertThat(server.get("/v1/Conversations/" + old.sid()).body()).isEqualTo(old.body());
    assertThat(server.get(PATH).text("default_closed_timer")).isEqualTo("P1D");
  }

  @Test
  void anEmptyValueTakesADefaultAway() {
    server
        .post(PATH, "DefaultInactiveTimer", "PT5M", "DefaultMessagingServiceSid", MESSAGING_SERVICE)
        .is(200);

    var cleared =
        server.post(PATH, "DefaultInactiveTimer", "", "DefaultMessagingServiceSid", "").is(200);

    assertThat(cleared.at("/default_inactive_timer").isNull()).isTrue();
    assertThat(cleared.at("/default_messaging_service_sid").isNull()).isTrue();
  }

  @Test
  void aTimerHasAFormAndALeastLength() {
    server.post(PATH, "DefaultInactiveTimer", "PT59S").isProblem(400, 50375);
    server.post(PATH, "DefaultClosedTimer", "PT9M59S").isProblem(400, 50376);
    server.post(PATH, "DefaultInactiveTimer", "soon").isProblem(400, 50379);
    server.post(PATH, "DefaultClosedTimer", "10m").isProblem(400, 50380);
    server.post(PATH, "DefaultInactiveTimer", "PT1M", "DefaultClosedTimer", "PT10M").is(200);
  }

  /** A request under way must not bring the old default back into memory. */
  @Test
  void anAnsweredChangeOfTheDefaultServiceHoldsWhateverIsReadMeanwhile() {
    for (var round = 0; round < 10; round++) {
      var service = server.post("/v1/Services", "FriendlyName", "s").sid();
      Crowd.run(
          8,
          i ->
              i == 4
                  ? server.post(PATH, "DefaultChatServiceSid", service).is(200)
                  : server.get("/v1/Conversations").is(200));
      assertThat(server.post("/v1/Conversations").text("chat_service_sid")).isEqualTo(service);
    }
  }

  /** One of the two is refused, so that short paths always lead somewhere. */
  @Test
  void aServiceCannotGoWhileItBecomesTheDefault() {
    for (var round = 0; round < 5; round++) {
      var service = server.post("/v1/Services", "FriendlyName", "s").sid();
      Crowd.run(
          2,
          i ->
              i == 0
                  ? server.post(PATH, "DefaultChatServiceSid", service)
                  : server.delete("/v1/Services/" + service));
      server.post("/v1/Conversations").is(201);
    }
  }
}
