package parley.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.value.Built;

/**
 * One message of a conversation.
 *
 * @param index its place, from 0; consecutive when it came, never reused
 * @param participantSid the participant that its author means; null when there is none
 * @param subject accepted and kept for e-mail, never answered (docs/behaviour.md 2.7)
 * @param media a JSON array of what is attached; null without
 * @param content the template it is made from; null without
 * @param delivery how its receipts stand; null when it has none
 * @param updatedBy who last edited it: an identity, or what the account is called as an author;
 *     null while nobody has. REST does not tell it
 * @param addedVersion the conversation's version that brought this message
 * @param changedVersion the conversation's version that last changed it
 */
@Built
public record Message(
    String sid,
    String conversationSid,
    long index,
    String author,
    @Nullable String participantSid,
    @Nullable String body,
    @Nullable String subject,
    String attributes,
    @Nullable String media,
    @Nullable Content content,
    @Nullable DeliverySummary delivery,
    @Nullable String updatedBy,
    long addedVersion,
    long changedVersion,
    Instant createdAt,
    Instant updatedAt)
    implements MessageBuilder.With {

  /**
   * A template that a message is made from. There is no store of templates: both are kept for those
   * who carry the message on.
   *
   * @param variables a JSON object of texts, as it was sent; null without
   */
  public record Content(String sid, @Nullable String variables) {}
}
