package parley.delivery;

import java.util.List;
import parley.http.Call;
import parley.http.Json;

/** A delivery as REST tells it (docs/webhooks.md): of its URL never the credentials. */
final class DeliveryJson {
  private DeliveryJson() {}

  static void write(Json json, ShownDelivery shown, Call call) {
    var delivery = shown.delivery();
    json.text("sid", delivery.sid());
    json.text("account_sid", delivery.accountSid());
    json.text("status", delivery.status().wire());
    json.text("event_type", delivery.eventType());
    json.text("conversation_sid", delivery.conversationSid());
    json.text("webhook_sid", delivery.webhookSid());
    json.text("level", delivery.level().wire());
    json.text("method", delivery.method());
    json.text("target_url", delivery.url());
    json.object("parameters", parameters -> delivery.parameters().forEach(parameters::text));
    json.number("attempts", delivery.attempts());
    json.date("next_attempt_at", shown.nextAttemptAt());
    json.number("last_response_status", delivery.lastStatus());
    json.text("last_error", delivery.lastError());
    json.number("duration_ms", delivery.durationMs());
    json.date("date_created", delivery.createdAt());
    json.date("date_updated", delivery.updatedAt());
    json.text("url", call.publicLink(DeliveryResource.PATH + "/" + delivery.sid()));
  }

  static void writeLog(Json json, List<DeliveryAttempt> attempts) {
    json.objects(
        "attempt_log",
        attempts,
        (one, attempt) ->
            one.date("at", attempt.at())
                .number("status", attempt.status())
                .number("duration_ms", attempt.durationMs())
                .text("error", attempt.error())
                .text("answer", attempt.answer()));
  }
}
