package parley.delivery;

import java.time.Instant;
import java.util.Map;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** Deliveries as tests need them. */
final class Deliverable {
  private Deliverable() {}

  /** Tells a URL of new messages, and says so with each request. */
  static Chat loud(TestServer server, String url) {
    server
        .post("/v1/Configuration/Webhooks", "PostWebhookUrl", url, "Filters", "onMessageAdded")
        .is(200);
    return new Chat(server.client().with("X-Twilio-Webhook-Enabled", "true"));
  }

  static Delivery at(Instant now, Map<String, String> parameters) {
    return DeliveryBuilder.builder()
        .sid("DL" + "1".repeat(32))
        .accountSid(TestServer.ACCOUNT)
        .lane("0123456789abcdef/CH" + "0".repeat(32))
        .position(1)
        .status(DeliveryStatus.PENDING)
        .eventType("onMessageAdded")
        .level(WebhookLevel.SERVICE)
        .webhookSid(null)
        .conversationSid("CH" + "0".repeat(32))
        .method("POST")
        .url("http://127.0.0.1:1/")
        .credentials(null)
        .parameters(parameters)
        .attempts(0)
        .pendingSince(now)
        .lastStatus(null)
        .lastError(null)
        .durationMs(null)
        .createdAt(now)
        .updatedAt(now)
        .build();
  }
}
