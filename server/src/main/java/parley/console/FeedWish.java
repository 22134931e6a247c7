package parley.console;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import parley.http.JsonValue;
import parley.problem.Code;
import parley.value.Text;

/**
 * What a console wants to hear of.
 *
 * @param proof of its session
 * @param conversation the one that it shows; null for none
 * @param any whether to be told that any conversation has changed
 * @param events whether to be told all that happens
 */
record FeedWish(String proof, @Nullable String conversation, boolean any, boolean events) {
  static final FeedWish NOTHING = new FeedWish("", null, false, false);

  /**
   * @throws parley.problem.Problem for what is none
   */
  static FeedWish read(ByteBuffer message) {
    var text = Text.ofUtf8(message);
    var json = JsonValue.parse(text == null ? "" : text);
    if (!json.isObject()) {
      throw json.refused("must be an object");
    }
    return new FeedWish(
        required(json, "proof"),
        text(json, "conversation"),
        flag(json, "any"),
        flag(json, "events"));
  }

  private static String required(JsonValue json, String property) {
    var text = text(json, property);
    if (text == null) {
      throw Code.BAD_PARAMETER.in(property, "is missing");
    }
    return text;
  }

  private static @Nullable String text(JsonValue json, String property) {
    var value = json.get(property);
    return value == null || !value.isText() ? null : value.text();
  }

  private static boolean flag(JsonValue json, String property) {
    var value = json.get(property);
    return value != null && value.written().equals("true");
  }
}
