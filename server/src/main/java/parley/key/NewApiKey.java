package parley.key;

import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.problem.Code;

/** A wish for an API key. */
public final class NewApiKey {
  /** Characters of a name, as in the original's own list of keys. */
  static final int FRIENDLY_NAME_LENGTH_MAX = 64;

  private NewApiKey() {}

  /** The name that a key is to have; null for none. */
  public static @Nullable String friendlyName(Field field) {
    return field.max(FRIENDLY_NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG).textOrNull();
  }
}
