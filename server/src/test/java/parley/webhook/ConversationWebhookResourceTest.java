package parley.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class ConversationWebhookResourceTest {
  private static final String FLOW = "FW" + "a".repeat(32);
  private static final String URL = "https://example.com/hook";

  @RegisterExtension final TestServer server;
  private String conversation;
  private String path;

  ConversationWebhookResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void aConversation() {
    conversation = server.post("/v1/Conversations", "UniqueName", "the room").sid();
    path = "/v1/Conversations/" + conversation + "/Webhooks";
  }

  private Answer webhook() {
    return server.post(
        path,
        "Target",
        "webhook",
        "Configuration.Url",
        URL,
        "Configuration.Method",
        "GET",
        "Configuration.Filters",
        "onMessageAdded",
        "Configuration.ReplayAfter",
        "7");
  }

  private Answer trigger(String... keywords) {
    var form = new String[4 + 2 * keywords.length];
    form[0] = "Target";
    form[1] = "trigger";
    form[2] = "Configuration.Url";
    form[3] = URL;
    for (var i = 0; i < keywords.length; i++) {
      form[4 + 2 * i] = "Configuration.Triggers";
      form[5 + 2 * i] = keywords[i];
    }
    return server.post(path, form);
  }

  @Test
  void aWebhookShowsUrlMethodAndFilters() {
    var made = webhook().is(201);

    assertThat(made.keys())
        .containsExactly(
            "account_sid",
            "conversation_sid",
            "sid",
            "target",
            "configuration",
            "date_created",
            "date_updated",
            "url");
    assertThat(made.at("/configuration").toString())
        .isEqualTo(
            "{\"url\":\"https://example.com/hook\",\"method\":\"get\","
                + "\"filters\":[\"onMessageAdded\"]}");
    assertThat(server.get(made.text("url")).body()).isEqualTo(made.body());
  }

  @Test
  void aTriggerShowsItsKeywordsUnderBothNames() {
    var made = trigger("help me", "now").is(201);

    assertThat(made.at("/configuration").toString())
        .isEqualTo(
            "{\"url\":\"https://example.com/hook\",\"method\":\"post\","
                + "\"filters\":[\"help me\",\"now\"],\"triggers\":[\"help me\",\"now\"]}");
    assertThat(server.get(path + "/" + made.sid()).body()).isEqualTo(made.body());
  }

  @Test
  void aStudioFlowShowsItsSidAlone() {
    var made =
        server
            .post(path, "Target", "STUDIO", "Configuration.FlowSid", FLOW, "Configuration.Url", URL)
            .is(201);

    assertThat(made.text("target")).isEqualTo("studio");
    assertThat(made.at("/configuration").toString()).isEqualTo("{\"flow_sid\":\"" + FLOW + "\"}");
  }

  @Test
  void theLongFamilyNamesTheService() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var longPath = "/v1/Services/" + service + "/Conversations/the%20room/Webhooks";

    var made = server.post(longPath, "Target", "studio", "Configuration.FlowSid", FLOW).is(201);

    assertThat(made.keys()).startsWith("account_sid", "chat_service_sid", "conversation_sid");
    assertThat(made.text("url"))
        .endsWith(
            "/v1/Services/"
                + service
                + "/Conversations/"
                + conversation
                + "/Webhooks/"
                + made.sid());
    server.get(path + "/" + made.sid()).is(200);
  }

  @Test
  void eachTargetDemandsWhatItNeeds() {
    server.post(path).isProblem(400, 50368);
    server.post(path, "Target", "fax").isProblem(400, 50364);
    server.post(path, "Target", "webhook").isProblem(400, 50369);
    server.post(path, "Target", "webhook", "Configuration.Url", URL).isProblem(400, 50370);
    server.post(path, "Target", "trigger", "Configuration.Triggers", "a").isProblem(400, 50369);
    trigger().isProblem(400, 50371);
    server.post(path, "Target", "studio").isProblem(400, 50367);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    for (var name : new String[] {"onMessageAdd", "onUserAdded", "onConversationAdded", "x"}) {
      server
          .post(path, "Target", "webhook", "Configuration.Url", URL, "Configuration.Filters", name)
          .isProblem(400, 50365);
    }
    trigger("").isProblem(400, 50371);
    trigger(" ").isProblem(400, 50366);
    trigger("a".repeat(249)).isProblem(400, 50366);
    trigger("two\nlines").isProblem(400, 50366);
    trigger("1", "2", "3", "4", "5", "6").isProblem(400, 50362);
    trigger("1", "2", "3", "4", "5").is(201);
    server.post(path, "Target", "studio", "Configuration.FlowSid", "FW1").isProblem(400, 50367);
    server
        .post(path, "Target", "webhook", "Configuration.Url", "http://e/" + "x".repeat(512))
        .isProblem(400, 50372);
    server.post(path, "Target", "webhook", "Configuration.Url", "nowhere").isProblem(400, 20422);
    server.post(path, "Target", "webhook", "Configuration.ReplayAfter", "-1").isProblem(400, 20422);
  }

  @Test
  void aConversationHasFiveAtMost() {
    for (var i = 0; i < 5; i++) {
      server.clock().advance(Duration.ofSeconds(1));
      webhook().is(201);
    }

    webhook().isProblem(400, 50361);

    var page = server.get(path + "?PageSize=50").is(200);
    assertThat(page.rows()).hasSize(5);
    assertThat(page.at("/meta/page_size").asInt()).isEqualTo(5);
    assertThat(page.next()).isNull();
    server.delete(path + "/" + page.column("sid").getFirst()).is(204);
    webhook().is(201);
  }

  @Test
  void aListGoesOnWhereThePageBeforeItEnded() {
    for (var i = 0; i < 3; i++) {
      server.clock().advance(Duration.ofSeconds(1));
      webhook().is(201);
    }

    var first = server.get(path + "?PageSize=2").is(200);
    var second = server.get(first.at("/meta/next_page_url").stringValue()).is(200);

    assertThat(first.rows()).hasSize(2);
    assertThat(second.rows()).hasSize(1);
    assertThat(server.get(second.at("/meta/previous_page_url").stringValue()).column("sid"))
        .isEqualTo(first.column("sid"));
  }

  @Test
  void anUpdateChangesWhatItNamesAndNeverTheTarget() {
    var made = webhook();
    server.clock().advance(Duration.ofSeconds(3));

    var updated =
        server
            .post(
                path + "/" + made.sid(),
                "Target",
                "studio",
                "Configuration.Filters",
                "onDeliveryUpdated",
                "Configuration.Filters",
                "onParticipantAdded",
                "Configuration.FlowSid",
                FLOW)
            .is(200);

    assertThat(updated.text("target")).isEqualTo("webhook");
    assertThat(updated.at("/configuration").toString())
        .isEqualTo(
            "{\"url\":\"https://example.com/hook\",\"method\":\"get\","
                + "\"filters\":[\"onDeliveryUpdated\",\"onParticipantAdded\"]}");
    assertThat(updated.text("date_created")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(updated.text("date_updated")).isEqualTo("2026-03-01T12:00:03Z");
    server.post(path + "/" + made.sid(), "Target", "studio").isProblem(400, 20161);
    server.post(path + "/" + made.sid(), "Configuration.Filters", "").isProblem(400, 50370);
    server.post(path + "/" + made.sid(), "Configuration.Url", "").isProblem(400, 50369);
  }

  @Test
  void theIndexToReplayFromIsKept() {
    var made = webhook();

    var kept =
        server
            .database()
            .read(tx -> new ConversationWebhookStore().find(tx, conversation, made.sid()))
            .orElseThrow();

    assertThat(kept.replayFrom()).isEqualTo(7);
  }

  @Test
  void aClosedConversationTakesNoWebhookAndGivesItsOldOnesUp() {
    var made = webhook();
    server.post("/v1/Conversations/" + conversation, "State", "closed").is(200);

    webhook().isProblem(400, 50377);
    server.post(path + "/" + made.sid(), "Configuration.Method", "post").isProblem(400, 50377);
    server.get(path + "/" + made.sid()).is(200);
    server.delete(path + "/" + made.sid()).is(204);
    server.delete(path + "/" + made.sid()).isProblem(404, 20404);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    server.get(path + "/WH" + "0".repeat(32)).isProblem(404, 20404);
    server
        .post(path + "/WH" + "0".repeat(32), "Configuration.Method", "post")
        .isProblem(404, 20404);
    server.get("/v1/Conversations/nowhere/Webhooks").isProblem(404, 20404);
    server
        .post(
            "/v1/Conversations/nowhere/Webhooks", "Target", "studio", "Configuration.FlowSid", FLOW)
        .isProblem(404, 50350);
    var made = webhook();
    server
        .get("/v1/Conversations/" + server.chat().conversation() + "/Webhooks/" + made.sid())
        .isProblem(404, 20404);
  }

  @Test
  void webhooksGoWithTheirConversation() {
    webhook().is(201);

    server.delete("/v1/Conversations/" + conversation).is(204);

    assertThat(
            server
                .database()
                .<Long>read(tx -> new ConversationWebhookStore().count(tx, conversation)))
        .isZero();
  }
}
