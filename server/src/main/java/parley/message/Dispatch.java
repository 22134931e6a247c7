package parley.message;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.participant.Audience.Recipient;
import parley.value.Sids;

/**
 * A message on its way to one participant outside chat.
 *
 * @param receiptSid of the receipt that says what becomes of it
 * @param errorCode why it cannot be sent, as a number of the original's messaging errors; 0 when
 *     nothing stands against it
 * @param createdAt when it set out, whatever date the message was given
 */
public record Dispatch(
    String receiptSid, String participantSid, long errorCode, Instant createdAt) {
  /** Characters that these channels carry in one message (docs/behaviour.md 2.7). */
  private static final int TEXT_LENGTH_MAX = 1600;

  private static final Set<String> SHORT_TEXTS = Set.of("sms", "whatsapp");
  private static final long TEXT_TOO_LONG = 21617;

  public boolean hasFailed() {
    return errorCode != 0;
  }

  static List<Dispatch> all(
      List<Recipient> recipients, @Nullable String body, Sids sids, Instant now) {
    if (recipients.isEmpty()) {
      return List.of();
    }
    var tooLong = body != null && body.codePointCount(0, body.length()) > TEXT_LENGTH_MAX;
    return recipients.stream()
        .map(
            recipient ->
                new Dispatch(
                    sids.fresh("DY"),
                    recipient.participantSid(),
                    tooLong && SHORT_TEXTS.contains(recipient.type()) ? TEXT_TOO_LONG : 0,
                    now))
        .toList();
  }
}
