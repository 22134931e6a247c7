package parley.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.value.Word;

/**
 * A file that was uploaded.
 *
 * @param conversationSid of the message that carries it; null while none does
 * @param messageSid the message that carries it; null while none does
 * @param filename as the sender names it; null without
 * @param size in bytes
 * @param author the sender's identity, or {@code sender} when it came over REST
 */
public record Medium(
    String sid,
    String accountSid,
    String serviceSid,
    @Nullable String conversationSid,
    @Nullable String messageSid,
    Category category,
    String contentType,
    @Nullable String filename,
    long size,
    String author,
    Instant createdAt,
    Instant updatedAt) {

  /** The author of what came over REST; no user is it, whatever he is called. */
  static final String SENDER = "sender";

  /** Whether a user has sent it. */
  public boolean isBy(String identity) {
    return author.equals(identity) && !author.equals(SENDER);
  }

  /** What a file is to its message. */
  public enum Category implements Word {
    MEDIA,
    BODY,
    HISTORY
  }
}
