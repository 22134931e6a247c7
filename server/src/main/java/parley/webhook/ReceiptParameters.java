package parley.webhook;

import java.util.Map;
import parley.access.Cause;
import parley.receipt.Receipt;

/** What is told of what became of messages (docs/behaviour.md 4.6). */
final class ReceiptParameters {
  private ReceiptParameters() {}

  static Map<String, String> updated(String serviceSid, Receipt receipt, Cause cause) {
    var status = receipt.status();
    return Parameters.of(WebhookEvent.ON_DELIVERY_UPDATED, serviceSid, cause)
        .text("ConversationSid", receipt.conversationSid())
        .text("MessageSid", receipt.messageSid())
        .text("DeliveryReceiptSid", receipt.sid())
        .text("ChannelMessageSid", receipt.channelMessageSid())
        .text("ParticipantSid", receipt.participantSid())
        .text("Status", status == null ? null : status.wire())
        .number("ErrorCode", receipt.errorCode())
        .date("DateCreated", receipt.createdAt())
        .date("DateUpdated", receipt.updatedAt())
        .map();
  }
}
