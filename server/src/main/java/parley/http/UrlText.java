package parley.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import parley.value.Text;

/**
 * Reads percent-encoded text strictly: a broken escape and what {@link Text} refuses is an error,
 * where lenient decoders would store something else than what was meant.
 */
final class UrlText {
  /** What a text must be, for a message to the caller. */
  static final String RULE = "must be percent-encoded UTF-8 text without NUL";

  private UrlText() {}

  /**
   * The text, or null when it is malformed.
   *
   * @param plusIsBlank true in forms and queries, false in paths
   */
  static @Nullable String decode(String encoded, boolean plusIsBlank) {
    if (isPlain(encoded)) {
      return encoded;
    }
    var bytes = ByteBuffer.allocate(encoded.length() * 3);
    for (var i = 0; i < encoded.length(); i++) {
      var c = encoded.codePointAt(i);
      if (c == '%') {
        var octet = i + 2 < encoded.length() ? octet(encoded, i + 1) : -1;
        if (octet < 0) {
          return null;
        }
        bytes.put((byte) octet);
        i += 2;
      } else if (c == '+' && plusIsBlank) {
        bytes.put((byte) ' ');
      } else if (c < 0x80) {
        bytes.put((byte) c);
      } else {
        bytes.put(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(c) - 1;
      }
    }
    return Text.ofUtf8(bytes.flip());
  }

  private static int octet(String encoded, int at) {
    var digits =
        HexFormat.isHexDigit(encoded.charAt(at)) && HexFormat.isHexDigit(encoded.charAt(at + 1));
    return digits ? HexFormat.fromHexDigits(encoded, at, at + 2) : -1;
  }

  private static boolean isPlain(String encoded) {
    for (var i = 0; i < encoded.length(); i++) {
      var c = encoded.charAt(i);
      if (c == '%' || c == '+' || c >= 0x80 || c == 0) {
        return false;
      }
    }
    return true;
  }
}
