package parley.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Cursor;
import parley.value.Text;

/**
 * The opaque form of a cursor: {@code PT} and base64url of direction, list and key. Made of {@code
 * A-Z a-z 0-9 _ -} alone, because one official SDK mangles a dot. It is bound to the list and its
 * filters by a checksum; it is no secret and grants nothing, so a checksum is enough: its key is
 * but a bound beside the list's own conditions, so a forged one is a place in the caller's own
 * list.
 */
final class PageToken {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String PREFIX = "PT";
  private static final String SEPARATOR = "\n";

  private PageToken() {}

  static String write(Cursor cursor, String binding) {
    var direction = cursor.backwards() ? "p" : "n";
    var key = String.join(SEPARATOR, cursor.parts());
    var text = direction + checksum(binding, direction, key) + SEPARATOR + key;
    return PREFIX + ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static Cursor read(String token, String binding) {
    var text = decode(token);
    if (text == null) {
      throw Code.BAD_PAGE_TOKEN.in("PageToken", "is not a token of ours");
    }
    var parts = text.split(SEPARATOR, 2);
    var direction = parts[0].substring(0, 1);
    if (parts.length < 2 || !parts[0].substring(1).equals(checksum(binding, direction, parts[1]))) {
      throw Code.BAD_PAGE_TOKEN.in("PageToken", "belongs to another list or other filters");
    }
    var key = parts[1].isEmpty() ? List.<String>of() : List.of(parts[1].split(SEPARATOR, -1));
    return new Cursor(direction.equals("p"), key);
  }

  private static @Nullable String decode(String token) {
    if (!token.startsWith(PREFIX)) {
      return null;
    }
    try {
      var words = token.substring(PREFIX.length());
      var bytes = Base64.getUrlDecoder().decode(words);
      if (!ENCODER.encodeToString(bytes).equals(words)) {
        return null; // other words for the same bytes: somebody changed them
      }
      var text = Text.ofUtf8(ByteBuffer.wrap(bytes));
      return text == null || text.isEmpty() || "np".indexOf(text.charAt(0)) < 0 ? null : text;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Over the key too, so that a token that lost its end leads nowhere, not to another row. */
  private static String checksum(String binding, String direction, String key) {
    var crc = new CRC32();
    crc.update(String.join(SEPARATOR, binding, direction, key).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
