package parley.http;

import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Checks a JSON text without keeping it: attributes are stored byte for byte as they came. */
final class JsonText {
  static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** Whether the text is exactly one JSON value. */
  static boolean isValid(String text) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
