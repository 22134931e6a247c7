package parley.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.problem.Problem;
import parley.value.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * One value of a JSON document that came in, and its place there, so that a refusal can name it.
 * What it is asked for and is not, it refuses by itself (20422, with the place as parameter).
 */
public final class JsonValue {
  private final @Nullable JsonValue parent;
  private final String name;
  private final JsonToken kind;
  private final String document;
  private final int begin;
  private int end;
  private String text = "";
  private Map<String, JsonValue> properties = Map.of();
  private List<JsonValue> elements = List.of();

  private JsonValue(@Nullable JsonValue parent, String name, String document, JsonParser parser) {
    this.parent = parent;
    this.name = name;
    this.document = document;
    this.kind = parser.currentToken();
    this.begin = (int) parser.currentTokenLocation().getCharOffset();
  }

  /**
   * Reads a document.
   *
   * @throws Problem 20422 for what is no JSON, for a name that an object has twice and for a text
   *     that {@link Text} refuses
   */
  public static JsonValue parse(String document) {
    try (var parser = JsonText.FACTORY.createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() == null) {
        throw Code.BAD_PARAMETER.because("the document is empty, and should be a JSON document");
      }
      var whole = read(null, "", document, parser);
      if (parser.nextToken() != null) {
        throw Code.BAD_PARAMETER.because("the document goes on behind its JSON document");
      }
      return whole;
    } catch (JacksonException e) {
      throw Code.BAD_PARAMETER.because("the document is no JSON" + told(e));
    }
  }

  /** Where it ends to be JSON, if that is known, and why; without the parser's own affairs. */
  private static String told(JacksonException e) {
    var at = e.getLocation();
    var known = at != null && at.getLineNr() > 0;
    var where = known ? " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()) : "";
    return where + ": " + e.getOriginalMessage().replaceFirst(", from `[^`]*`", "");
  }

  /** No deeper than the parser lets it be. */
  private static JsonValue read(
      @Nullable JsonValue parent, String name, String document, JsonParser parser) {
    var value = new JsonValue(parent, name, document, parser);
    switch (value.kind) {
      case START_OBJECT -> value.readProperties(parser);
      case START_ARRAY -> value.readElements(parser);
      case VALUE_NULL -> {}
      default -> value.text = value.whole(parser.getString());
    }
    value.end = (int) parser.currentLocation().getCharOffset();
    return value;
  }

  private void readProperties(JsonParser parser) {
    properties = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = whole(parser.currentName());
      parser.nextToken();
      var value = read(this, key, document, parser);
      if (properties.put(key, value) != null) {
        throw value.refused("is there twice");
      }
    }
  }

  private void readElements(JsonParser parser) {
    elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(this, Integer.toString(elements.size()), document, parser));
    }
  }

  private String whole(String read) {
    if (!Text.isWhole(read)) {
      throw refused(Text.RULE);
    }
    return read;
  }

  /** Where it stands: a JSON pointer (RFC 6901), empty for the whole document. */
  public String place() {
    return parent == null ? "" : parent.place() + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The refusal of the value, which names its place. */
  public Problem refused(String reason) {
    return Code.BAD_PARAMETER.in(parent == null ? "the document" : place(), reason);
  }

  public boolean isNull() {
    return kind == JsonToken.VALUE_NULL;
  }

  public boolean isObject() {
    return kind == JsonToken.START_OBJECT;
  }

  public boolean isList() {
    return kind == JsonToken.START_ARRAY;
  }

  public boolean isText() {
    return kind == JsonToken.VALUE_STRING;
  }

  /** The properties of an object, in their order. */
  public Map<String, JsonValue> properties() {
    if (!isObject()) {
      throw refused("must be an object");
    }
    return properties;
  }

  /** A property of an object; null when it is not there or null. */
  public @Nullable JsonValue get(String property) {
    var value = properties().get(property);
    return value == null || value.isNull() ? null : value;
  }

  /** The elements of a list. */
  public List<JsonValue> elements() {
    if (!isList()) {
      throw refused("must be a list");
    }
    return elements;
  }

  /** A text, or a number, true or false as it was written. */
  public String text() {
    if (isObject() || isList() || isNull()) {
      throw refused("must be one value, not a list or an object");
    }
    return text;
  }

  /** The value as it was written, for what is kept as JSON. */
  public String written() {
    return document.substring(begin, end);
  }
}
