package parley.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.storage.Dialect;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class WebhookConfigurationResourceTest {
  private static final String ACCOUNT = "/v1/Configuration/Webhooks";

  @RegisterExtension final TestServer server;

  WebhookConfigurationResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private String service() {
    return "/v1/Services/" + server.post("/v1/Services", "FriendlyName", "s").sid();
  }

  @Test
  void anAccountThatNeverConfiguredOneAnswersNulls() {
    var fetched = server.get(ACCOUNT).is(200);

    assertThat(fetched.keys())
        .containsExactly(
            "account_sid",
            "pre_webhook_url",
            "post_webhook_url",
            "method",
            "filters",
            "target",
            "url");
    for (var property : new String[] {"pre_webhook_url", "post_webhook_url", "method", "filters"}) {
      assertThat(fetched.at("/" + property).isNull()).as(property).isTrue();
    }
    assertThat(fetched.text("target")).isEqualTo("webhook");
    server.get(fetched.text("url")).is(200);
  }

  @Test
  void aServiceThatNeverConfiguredOneAnswersNulls() {
    var fetched = server.get(service() + "/Configuration/Webhooks").is(200);

    assertThat(fetched.keys())
        .containsExactly(
            "account_sid",
            "chat_service_sid",
            "pre_webhook_url",
            "post_webhook_url",
            "filters",
            "method",
            "url");
    for (var property : new String[] {"pre_webhook_url", "post_webhook_url", "method", "filters"}) {
      assertThat(fetched.at("/" + property).isNull()).as(property).isTrue();
    }
    server.get(fetched.text("url")).is(200);
  }

  @Test
  void anUpdateIsKeptAndLeavesTheRestAlone() {
    server
        .post(
            ACCOUNT,
            "PreWebhookUrl",
            "https://example.com/pre",
            "Method",
            "get",
            "Target",
            "FLEX",
            "Filters",
            "onconversationupdated",
            "Filters",
            "onMessageAdd")
        .is(200);

    var updated = server.post(ACCOUNT, "PostWebhookUrl", "http://user:pass@127.0.0.1:9/post");

    updated.is(200);
    assertThat(updated.text("pre_webhook_url")).isEqualTo("https://example.com/pre");
    assertThat(updated.text("post_webhook_url")).isEqualTo("http://user:pass@127.0.0.1:9/post");
    assertThat(updated.text("method")).isEqualTo("GET");
    assertThat(updated.text("target")).isEqualTo("flex");
    assertThat(updated.at("/filters").toString())
        .isEqualTo("[\"onConversationUpdated\",\"onMessageAdd\"]");
    assertThat(server.get(ACCOUNT).body()).isEqualTo(updated.body());
  }

  @Test
  void accountAndServicesAreConfiguredApart() {
    var one = service() + "/Configuration/Webhooks";
    var other = service() + "/Configuration/Webhooks";

    server.post(one, "Method", "POST", "Filters", "onUserUpdate").is(200);

    assertThat(server.get(one).text("method")).isEqualTo("POST");
    assertThat(server.get(other).at("/method").isNull()).isTrue();
    assertThat(server.get(ACCOUNT).at("/method").isNull()).isTrue();
  }

  @Test
  void anEmptyValueClears() {
    server.post(ACCOUNT, "PreWebhookUrl", "https://example.com", "Filters", "onMessageAdd").is(200);

    var cleared = server.post(ACCOUNT, "PreWebhookUrl", "", "Filters", "").is(200);

    assertThat(cleared.at("/pre_webhook_url").isNull()).isTrue();
    assertThat(cleared.at("/filters").isNull()).isTrue();
  }

  @Test
  void everyEventCanBeAskedForOnBothLevels() {
    var form =
        Arrays.stream(WebhookEvent.values())
            .flatMap(event -> Arrays.stream(new String[] {"Filters", event.wire()}))
            .toArray(String[]::new);

    for (var level : List.of(ACCOUNT, service() + "/Configuration/Webhooks")) {
      assertThat(server.post(level, form).is(200).at("/filters"))
          .hasSize(WebhookEvent.values().length);
    }
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    server.post(ACCOUNT, "Filters", "onMessageSent").isProblem(400, 50365);
    server.post(ACCOUNT, "Method", "PUT").isProblem(400, 20422);
    server.post(ACCOUNT, "Target", "studio").isProblem(400, 50364);
    server.post(ACCOUNT, "PreWebhookUrl", "example.com/pre").isProblem(400, 20422);
    server.post(ACCOUNT, "PreWebhookUrl", "ftp://example.com").isProblem(400, 20422);
    server
        .post(ACCOUNT, "PostWebhookUrl", "https://example.com/" + "x".repeat(500))
        .isProblem(400, 50372);
    server.post(ACCOUNT, "Url", "https://example.com").isProblem(400, 20161);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a@b@example.com/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com:80x/",
        "http://:80/",
        "http://@/",
        "http://a..b/",
        "http://a,b/",
        "http://%6c%6f/",
        "http://ho%20st/",
        "http://[fe80::1%25eth0]/",
        "http://::1/",
        "http://[127.0.0.1]/",
        "http://example.com/{a}",
        "http://example.com/%zz",
        "http://u:%zz@example.com/",
        "http:///path",
        "http:path"
      })
  void whatCouldNeverBeCalledIsRefusedWhenItIsConfigured(String url) {
    server.post(ACCOUNT, "PreWebhookUrl", url).isProblem(400, 20422);
    server.post(ACCOUNT, "PostWebhookUrl", url).isProblem(400, 20422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTPS://Example.COM",
        "http://my_host:8080?a=b&c",
        "http://user:s%3Aecret@[::1]:8080/a%20b#part",
        "http://bücher.example/ü?ü=🎉"
      })
  void whatCanBeCalledIsKeptAsItIsWritten(String url) {
    assertThat(server.post(ACCOUNT, "PreWebhookUrl", url).is(200).text("pre_webhook_url"))
        .isEqualTo(url);
  }

  @Test
  void theTargetIsNoMatterOfAService() {
    server.post(service() + "/Configuration/Webhooks", "Target", "flex").isProblem(400, 20161);
  }

  @Test
  void aServiceThatGoesTakesItsConfigurationWithIt() {
    var service = service();
    server.post(service + "/Configuration/Webhooks", "Method", "GET").is(200);

    server.delete(service).is(204);
    server.settle();

    var left =
        server
            .database()
            .read(
                tx ->
                    tx.query("SELECT scope_sid FROM webhook_configurations")
                        .list(row -> row.text("scope_sid")));
    assertThat(left).isEmpty();
  }
}
