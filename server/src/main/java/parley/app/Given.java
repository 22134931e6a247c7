package parley.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has set a setting to.
 *
 * @param where what tells it: an option, a variable, a line of the file of settings
 * @param file that file; null when it is told by an option or a variable
 */
record Given(String text, String where, @Nullable Path file) {
  /** Without blanks around the text. */
  Given stripped() {
    return new Given(text.strip(), where, file);
  }

  /** Without the text, which may be a secret. */
  @Override
  public String toString() {
    return "Given[" + where + "]";
  }
}
