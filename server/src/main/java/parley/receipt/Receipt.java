package parley.receipt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.message.Dispatch;
import parley.message.Message;
import parley.value.Built;

/**
 * What became of a message on its way to one participant outside chat.
 *
 * @param status null until somebody reports one
 * @param errorCode why it failed, as a number of the original's messaging errors; 0 without
 * @param channelMessageSid what the channel calls its own message; null until it is reported
 * @param updatedAt the last report; null before the first
 */
@Built
public record Receipt(
    String sid,
    String conversationSid,
    String messageSid,
    String participantSid,
    @Nullable ReceiptStatus status,
    long errorCode,
    @Nullable String channelMessageSid,
    Instant createdAt,
    @Nullable Instant updatedAt)
    implements ReceiptBuilder.With {

  /** The receipt of a message that sets out; a failed one, where it cannot even do that. */
  public static Receipt of(Message message, Dispatch dispatch) {
    return ReceiptBuilder.builder()
        .sid(dispatch.receiptSid())
        .conversationSid(message.conversationSid())
        .messageSid(message.sid())
        .participantSid(dispatch.participantSid())
        .status(dispatch.hasFailed() ? ReceiptStatus.FAILED : null)
        .errorCode(dispatch.errorCode())
        .channelMessageSid(null)
        .createdAt(dispatch.createdAt())
        .updatedAt(null)
        .build();
  }

  /** The receipt after a report. Older news than it has already changes nothing. */
  Receipt after(Report report, Instant now) {
    if (status != null && report.status().isBehind(status)) {
      return this;
    }
    var channelMessage = report.channelMessageSid();
    return with(
        it ->
            it.status(report.status())
                .errorCode(report.errorCode())
                .channelMessageSid(channelMessage == null ? channelMessageSid : channelMessage)
                .updatedAt(now));
  }
}
