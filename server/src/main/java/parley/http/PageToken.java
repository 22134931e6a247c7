package parley.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Cursor;

/**
 * The opaque form of a cursor: {@code PT} and base64url of direction, list and key. Made of {@code
 * A-Z a-z 0-9 _ -} alone, because one official SDK mangles a dot. It is bound to the list and its
 * filters by a checksum; it is no secret and grants nothing, so a checksum is enough.
 */
final class PageToken {
  private static final String PREFIX = "PT";
  private static final String SEPARATOR = "\n";

  private PageToken() {}

  static String write(Cursor cursor, String binding) {
    var text =
        (cursor.backwards() ? "p" : "n")
            + checksum(binding)
            + SEPARATOR
            + String.join(SEPARATOR, cursor.parts());
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static Cursor read(String token, String binding) {
    var text = decode(token);
    if (text == null) {
      throw Code.BAD_PAGE_TOKEN.in("PageToken", "is not a token of ours");
    }
    var parts = List.of(text.split(SEPARATOR, -1));
    var head = parts.getFirst();
    if (parts.size() < 2 || !head.substring(1).equals(checksum(binding))) {
      throw Code.BAD_PAGE_TOKEN.in("PageToken", "belongs to another list or other filters");
    }
    return new Cursor(head.charAt(0) == 'p', parts.subList(1, parts.size()));
  }

  private static @Nullable String decode(String token) {
    if (!token.startsWith(PREFIX)) {
      return null;
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
      var text = UrlText.utf8(ByteBuffer.wrap(bytes));
      return text == null || text.isEmpty() || "np".indexOf(text.charAt(0)) < 0 ? null : text;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String checksum(String binding) {
    var crc = new CRC32();
    crc.update(binding.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
