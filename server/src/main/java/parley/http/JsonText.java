package parley.http;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.value.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as a text: attributes are checked and stored byte for byte as they came. */
public final class JsonText {
  static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** The properties of an object whose values are all texts; null for anything else. */
  public static @Nullable Map<String, String> texts(String text) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      var texts = new LinkedHashMap<String, String>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          return null;
        }
        var value = parser.getString();
        if (!Text.isWhole(name) || !Text.isWhole(value)) {
          return null;
        }
        texts.put(name, value);
      }
      return parser.nextToken() == null ? texts : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** An object of texts, in their order. */
  public static String ofTexts(Map<String, String> texts) {
    var text = new StringWriter();
    try (var out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      texts.forEach(out::writeStringProperty);
      out.writeEndObject();
    }
    return text.toString();
  }

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
