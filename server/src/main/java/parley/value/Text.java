package parley.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for text that comes from outside, whichever way it comes: forms, queries, paths, JSON,
 * credentials, file names. A text is refused when it could not be stored and told again as it is: a
 * NUL, which PostgreSQL does not take, and half of a surrogate pair, which no UTF-8 has. All other
 * characters are the caller's own, control characters too.
 */
public final class Text {
  /** What a text must not hold, for a message to the caller. */
  public static final String RULE = "must be UTF-8 text without NUL";

  /** A segment of a path that means another place, as browsers and servers read it. */
  private static final Pattern DOTS = Pattern.compile("(?i)(\\.|%2e){1,2}");

  private Text() {}

  /** Whether a text can be stored and told again as it is. */
  public static boolean isWhole(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** The text of bytes; null when they are not UTF-8 or the text is not whole. */
  public static @Nullable String ofUtf8(ByteBuffer bytes) {
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString();
      return isWhole(text) ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /**
   * Whether a text would get lost as a segment of a path. Clients and proxies drop one and two
   * dots, percent-encoded ones too, and what was asked of the thing of that name is done to another
   * one.
   */
  public static boolean isDropped(String segment) {
    return segment.isEmpty() || DOTS.matcher(segment).matches();
  }
}
