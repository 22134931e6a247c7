package parley.receipt;

import parley.http.Call;
import parley.http.Json;

/** A receipt as REST tells it (docs/behaviour.md 2.8). */
final class ReceiptJson {
  private ReceiptJson() {}

  static void write(Json json, Receipt receipt, Call call) {
    json.text("sid", receipt.sid());
    json.text("account_sid", call.accountSid());
    if (call.namesService()) {
      json.text("chat_service_sid", call.service());
    }
    json.text("conversation_sid", receipt.conversationSid());
    json.text("message_sid", receipt.messageSid());
    json.text("channel_message_sid", receipt.channelMessageSid());
    json.text("participant_sid", receipt.participantSid());
    json.text("status", receipt.status() == null ? null : receipt.status().wire());
    json.number("error_code", receipt.errorCode());
    json.date("date_created", receipt.createdAt());
    json.date("date_updated", receipt.updatedAt());
    json.text(
        "url",
        call.link(
            "/Conversations/"
                + receipt.conversationSid()
                + "/Messages/"
                + receipt.messageSid()
                + "/Receipts/"
                + receipt.sid()));
  }
}
