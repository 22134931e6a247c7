package parley.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.problem.Limits;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads a JSON object as the form it stands for: {@code messaging_binding.proxy_address} becomes
 * {@code MessagingBinding.ProxyAddress}. So one set of checks serves both spellings of a wish.
 */
public final class JsonForm {
  /** The one property whose value is JSON itself: an object there is its text. */
  private static final String ATTRIBUTES = "attributes";

  private JsonForm() {}

  /**
   * The form, or null when the text is not one JSON object. A null counts as absent; a list or an
   * object where one value is asked for is refused then, and ignored where nobody asks.
   *
   * @throws parley.problem.Problem 20422 for a value that {@link parley.value.Text} refuses
   */
  public static @Nullable Form read(String text, Limits limits) {
    return read(text, limits, false);
  }

  /**
   * As {@link #read}, of what a client sends: a null is blank, and so clears what can be cleared; a
   * list of texts is the parameter that a form repeats, {@code media_sids} what is {@code MediaSid}
   * there.
   */
  static @Nullable Form ofClient(String text, Limits limits) {
    return read(text, limits, true);
  }

  private static @Nullable Form read(String text, Limits limits, boolean ofClient) {
    try (var parser = JsonText.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      var values = new LinkedHashMap<String, List<String>>();
      readObject(text, parser, "", values, ofClient);
      return parser.nextToken() == null ? Form.ofLists(values, limits) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /**
   * The values of a JSON object by name, for who takes texts alone: empty for what is none, left
   * out for null. Null when the text is not one JSON object.
   */
  public static @Nullable Map<String, Optional<String>> values(String text) {
    try (var parser = JsonText.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      var values = new LinkedHashMap<String, Optional<String>>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var name = parser.currentName();
        var token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
          values.put(name, Optional.of(parser.getString()));
        } else if (token != JsonToken.VALUE_NULL) {
          values.put(name, Optional.empty());
        }
        parser.skipChildren();
      }
      return parser.nextToken() == null ? values : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static void readObject(
      String text,
      JsonParser parser,
      String prefix,
      Map<String, List<String>> values,
      boolean ofClient) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = parser.currentName();
      var name = prefix + pascal(key);
      var token = parser.nextToken();
      if (token.isStructStart() && key.equals(ATTRIBUTES)) {
        values.put(name, one(name, cutFrom(text, parser)));
      } else if (token == JsonToken.START_OBJECT) {
        values.put(name, Form.NO_TEXT);
        readObject(text, parser, name + ".", values, ofClient);
      } else if (token == JsonToken.START_ARRAY && ofClient && name.endsWith("s")) {
        readList(parser, name.substring(0, name.length() - 1), values);
      } else if (token == JsonToken.START_ARRAY) {
        values.put(name, Form.NO_TEXT);
        parser.skipChildren();
      } else if (token == JsonToken.VALUE_NULL && ofClient) {
        values.put(name, List.of(""));
      } else if (token != JsonToken.VALUE_NULL) {
        values.put(name, one(name, parser.getString()));
      }
    }
  }

  private static void readList(JsonParser parser, String name, Map<String, List<String>> values) {
    var all = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken().isStructStart()) {
        throw Code.BAD_PARAMETER.in(name, "must be a list of texts");
      }
      all.add(Field.checked(name, parser.getString()));
    }
    values.put(name, all.isEmpty() ? List.of("") : all);
  }

  private static List<String> one(String name, String value) {
    return List.of(Field.checked(name, value));
  }

  /** The text of a structure as it was sent: put together anew, its numbers would be others. */
  private static String cutFrom(String text, JsonParser parser) {
    var begin = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return text.substring(begin, (int) parser.currentLocation().getCharOffset());
  }

  private static String pascal(String snake) {
    var name = new StringBuilder(snake.length());
    for (var word : snake.split("_", -1)) {
      if (!word.isEmpty()) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
    }
    return name.toString();
  }
}
