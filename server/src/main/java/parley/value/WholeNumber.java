package parley.value;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the whole numbers that people and programs send. */
public final class WholeNumber {
  /** Java's own parsers take the digits of every script, and a plus. */
  private static final Pattern FORM = Pattern.compile("-?[0-9]+");

  private WholeNumber() {}

  /**
   * The number of ASCII digits, behind a minus or not; null for any other text, or past 64 bits.
   */
  public static @Nullable Long parse(String text) {
    try {
      return FORM.matcher(text).matches() ? Long.valueOf(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
