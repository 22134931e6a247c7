package parley.outbound;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What came back, of any status; a redirect too is only told.
 *
 * @param body as it was sent, decoded in no way; {@link Outbound#ANSWER_BYTES_MAX} at most
 * @param cut whether the answer goes on behind that, or may do so: the rest is not read
 * @param contentType the header as it came; null for none
 * @param retryAfter the header as it came; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else has the array
public record OutboundAnswer(
    int status,
    byte[] body,
    boolean cut,
    @Nullable String contentType,
    @Nullable String retryAfter) {
  /** The body as a text; null when it is not UTF-8. */
  public @Nullable String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Without the body. */
  @Override
  public String toString() {
    return status + " with " + body.length + (cut ? " bytes and more" : " bytes");
  }
}
