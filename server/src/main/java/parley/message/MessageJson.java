package parley.message;

import org.jspecify.annotations.Nullable;
import parley.http.Call;
import parley.http.Json;

/** A message as REST tells it (docs/behaviour.md 2.7). */
final class MessageJson {
  private MessageJson() {}

  static void write(Json json, Message message, Call call) {
    var url =
        call.link("/Conversations/" + message.conversationSid() + "/Messages/" + message.sid());
    json.text("sid", message.sid());
    json.text("account_sid", call.accountSid());
    if (call.namesService()) {
      json.text("chat_service_sid", call.service());
    }
    json.text("conversation_sid", message.conversationSid());
    json.text("body", message.body());
    json.raw("media", message.media());
    json.text("author", message.author());
    json.text("participant_sid", message.participantSid());
    json.text("attributes", message.attributes());
    json.date("date_created", message.createdAt());
    json.date("date_updated", message.updatedAt());
    json.number("index", message.index());
    writeDelivery(json, message.delivery());
    json.text("content_sid", message.content() == null ? null : message.content().sid());
    json.text("url", url);
    json.object("links", links -> links.text("delivery_receipts", url + "/Receipts"));
  }

  /** Counts as words: for whom of all recipients something is true (docs/behaviour.md 8.3). */
  private static void writeDelivery(Json json, @Nullable DeliverySummary delivery) {
    if (delivery == null) {
      json.text("delivery", null);
      return;
    }
    json.object(
        "delivery",
        out ->
            out.number("total", delivery.total())
                .text("sent", delivery.share(delivery.sent()))
                .text("delivered", delivery.share(delivery.delivered()))
                .text("read", delivery.share(delivery.read()))
                .text("failed", delivery.share(delivery.failed()))
                .text("undelivered", delivery.share(delivery.undelivered())));
  }
}
