package parley.message;

import parley.http.Call;
import parley.http.Json;

/** A message as REST tells it (rest-behaviour.md 2.7). */
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
    json.text("delivery", null);
    json.text("content_sid", message.contentSid());
    json.text("url", url);
    json.object("links", links -> links.text("delivery_receipts", url + "/Receipts"));
  }
}
