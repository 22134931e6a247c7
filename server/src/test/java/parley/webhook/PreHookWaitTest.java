package parley.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestClient;
import parley.testkit.TestServer;
import parley.webhook.WebhookRules.OnTimeout;

/** While webhooks are waited for nothing is held that anybody else needs. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class PreHookWaitTest {
  private static final int WRITERS = 200;
  private static final WebhookRules PATIENT =
      new WebhookRules(false, Duration.ofSeconds(60), OnTimeout.REJECT);

  @AutoClose private final TestServer server;
  @AutoClose private final Receiver hook = Receiver.start();
  private final CountDownLatch open = new CountDownLatch(1);

  PreHookWaitTest(Dialect dialect) {
    server = TestServer.on(dialect).withWebhookRules(PATIENT).start();
    hook.answering(
        call ->
            connection -> {
              open.await();
              return Reaction.status(200).on(connection);
            });
  }

  private String service(String name) {
    return "/v1/Services/" + server.post("/v1/Services", "FriendlyName", name).is(201).sid();
  }

  private void ask(String scope) {
    server
        .post(
            scope + "/Configuration/Webhooks",
            "PreWebhookUrl",
            hook.url("/pre"),
            "Filters",
            "onMessageAdd",
            "Filters",
            "onConversationAdd")
        .is(200);
  }

  @Test
  void manyWritersThatWaitHoldUpNobodyOfAnotherService() throws Exception {
    var slow = service("slow");
    var room = slow + "/Conversations/" + server.post(slow + "/Conversations").is(201).sid();
    var other = service("other");
    ask(slow);
    var client = server.client().with("X-Twilio-Webhook-Enabled", "true");
    var waiting = new ArrayList<Future<Answer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (var i = 0; i < WRITERS; i++) {
          var body = "message " + i;
          waiting.add(threads.submit(() -> client.post(room + "/Messages", "Body", body)));
        }
        hook.awaitAll(WRITERS);
        write(client, other);
        server.post(room, "FriendlyName", "also this one").is(200);
        assertThat(server.get(room + "/Messages").is(200).rows()).isEmpty();
        assertThat(waiting).noneMatch(Future::isDone);
      } finally {
        open.countDown();
      }
    }
    for (var one : waiting) {
      one.get().is(201);
    }
    assertThat(server.get(room + "/Messages?PageSize=1000").rows()).hasSize(WRITERS);
  }

  private static void write(TestClient client, String service) {
    var conversation = client.post(service + "/Conversations").is(201).sid();
    for (var i = 0; i < 20; i++) {
      client.post(service + "/Conversations/" + conversation + "/Messages", "Body", "b").is(201);
    }
  }

  @Test
  void whatIsConfiguredCountsAtOnceOnEveryServer() {
    open.countDown();
    hook.answeringAlways(Reaction.status(403));
    var path = service("one");
    var client = server.client().with("X-Twilio-Webhook-Enabled", "true");
    client.post(path + "/Conversations").is(201);
    ask(path);
    client.post(path + "/Conversations").isProblem(403, 50056);
    server.post(path + "/Configuration/Webhooks", "Filters", "").is(200);
    client.post(path + "/Conversations").is(201);
    if (server.database().dialect() == Dialect.POSTGRESQL) {
      try (var second = server.beside()) {
        var there = second.client().with("X-Twilio-Webhook-Enabled", "true");
        there.post(path + "/Conversations").is(201);
        ask(path);
        await().until(() -> there.post(path + "/Conversations").status() == 403);
      }
    }
  }
}
