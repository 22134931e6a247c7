package parley.http;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes an answer, property by property in the order on the wire. A value that is null is written
 * as null, never left out (docs/behaviour.md 1.6).
 */
public final class Json implements AutoCloseable {
  private final JsonGenerator out;

  Json(OutputStream bytes) {
    out = JsonText.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);
  }

  /** The text of an array of objects, for a value that is kept as it will be answered. */
  public static <T> String arrayText(List<T> elements, Element<T> element) {
    var bytes = new ByteArrayOutputStream();
    try (var json = new Json(bytes)) {
      json.array(elements, element);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The text of an object, for a value that is kept as it will be answered. */
  public static String objectText(Properties content) {
    var bytes = new ByteArrayOutputStream();
    try (var json = new Json(bytes)) {
      json.object(content);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The same JSON text with other names for properties; those that the map lacks stay. */
  public static String renamed(String json, Map<String, String> names) {
    var bytes = new ByteArrayOutputStream();
    try (var in = JsonText.FACTORY.createParser(ObjectReadContext.empty(), json);
        var out = JsonText.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      for (var token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          out.writeName(names.getOrDefault(in.currentName(), in.currentName()));
        } else {
          out.copyCurrentEvent(in);
        }
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What writes the inside of an object. */
  @FunctionalInterface
  public interface Properties {
    void write(Json json);
  }

  /** What writes one element of an array as an object. */
  @FunctionalInterface
  public interface Element<T> {
    void write(Json json, T element);
  }

  public Json text(String name, @Nullable String value) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value);
    }
    return this;
  }

  public Json number(String name, long value) {
    out.writeName(name);
    out.writeNumber(value);
    return this;
  }

  public Json number(String name, @Nullable Long value) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeNumber(value);
    }
    return this;
  }

  public Json flag(String name, @Nullable Boolean value) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeBoolean(value);
    }
    return this;
  }

  /** A date, in UTC and whole seconds (docs/behaviour.md 1.5). */
  public Json date(String name, @Nullable Instant value) {
    return text(name, value == null ? null : value.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** A value that is JSON text already. */
  public Json raw(String name, @Nullable String json) {
    out.writeName(name);
    out.writeRawValue(json == null ? "null" : json);
    return this;
  }

  public Json object(String name, Properties body) {
    out.writeName(name);
    return object(body);
  }

  public Json object(Properties body) {
    out.writeStartObject();
    body.write(this);
    out.writeEndObject();
    return this;
  }

  public Json texts(String name, @Nullable List<String> values) {
    out.writeName(name);
    if (values == null) {
      out.writeNull();
      return this;
    }
    out.writeStartArray();
    values.forEach(out::writeString);
    out.writeEndArray();
    return this;
  }

  /** An array of so many elements; the function writes the one of an index. */
  void array(int size, IntConsumer element) {
    out.writeStartArray();
    for (var i = 0; i < size; i++) {
      element.accept(i);
    }
    out.writeEndArray();
  }

  /** Hands all that is written on to the bytes. */
  void flush() {
    out.flush();
  }

  public <T> Json objects(String name, List<T> elements, Element<T> element) {
    out.writeName(name);
    return array(elements, element);
  }

  private <T> Json array(List<T> elements, Element<T> element) {
    out.writeStartArray();
    for (var one : elements) {
      out.writeStartObject();
      element.write(this, one);
      out.writeEndObject();
    }
    out.writeEndArray();
    return this;
  }

  @Override
  public void close() {
    out.close();
  }
}
