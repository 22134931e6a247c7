package parley.realtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.Json;
import parley.http.JsonValue;
import parley.problem.Code;
import parley.value.Text;

/**
 * One message of the protocol: a line that says how long the header is, the header as a JSON
 * object, and bytes behind it.
 *
 * @param header never without {@code method} and {@code id}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else has the array
record Frame(JsonValue header, byte[] payload) {
  private static final String MAGIC = "TWILSOCK V3.0 ";
  private static final int FIRST_LINE_MAX = MAGIC.length() + 10;
  static final byte[] NOTHING = {};

  String method() {
    return text("method");
  }

  String id() {
    return text("id");
  }

  /** A text of the header; empty where there is none. */
  String text(String name) {
    var value = header.get(name);
    return value == null || !value.isText() ? "" : value.text();
  }

  /**
   * Reads a frame.
   *
   * @throws parley.problem.Problem 20422 for what is none
   */
  static Frame read(ByteBuffer message) {
    var bytes = new byte[message.remaining()];
    message.get(bytes);
    var end = lineEnd(bytes);
    var first = new String(bytes, 0, end, StandardCharsets.US_ASCII);
    if (!first.startsWith(MAGIC) || !first.substring(MAGIC.length()).matches("[0-9]{1,9}")) {
      throw malformed("must begin with " + MAGIC + "and the length of the header");
    }
    var begin = end + 2;
    var length = Integer.parseInt(first.substring(MAGIC.length()));
    if (length > bytes.length - begin - 2) {
      throw malformed("is shorter than its header says");
    }
    var text = Text.ofUtf8(ByteBuffer.wrap(bytes, begin, length));
    if (text == null) {
      throw malformed("has a header that is not UTF-8");
    }
    var header = JsonValue.parse(text);
    header.properties(); // or it is refused
    return new Frame(header, payload(header, bytes, begin + length + 2));
  }

  private static int lineEnd(byte[] bytes) {
    for (var i = 0; i < Math.min(bytes.length - 1, FIRST_LINE_MAX); i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    throw malformed("has no first line");
  }

  private static byte[] payload(JsonValue header, byte[] bytes, int begin) {
    var size = header.get("payload_size");
    if (size == null || size.text().equals("0")) {
      return NOTHING;
    }
    if (!size.text().equals(Integer.toString(bytes.length - begin))) {
      throw malformed("has a payload of another size than it says");
    }
    var payload = new byte[bytes.length - begin];
    System.arraycopy(bytes, begin, payload, 0, payload.length);
    return payload;
  }

  private static RuntimeException malformed(String reason) {
    return Code.BAD_PARAMETER.in("the frame", reason);
  }

  /** A frame without a payload. */
  static ByteBuffer write(Json.Properties header) {
    return write(header, null);
  }

  /**
   * A frame; its header is told the size of the payload.
   *
   * @param payload JSON; null without
   */
  static ByteBuffer write(Json.Properties header, byte @Nullable [] payload) {
    var size = payload == null ? 0 : payload.length;
    var head =
        Body.json(
                json -> {
                  header.write(json);
                  json.number("payload_size", size); // of JSON unless another type is named
                })
            .plain();
    var out = new ByteArrayOutputStream(head.length + size + FIRST_LINE_MAX + 4);
    out.writeBytes((MAGIC + head.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(head);
    out.write('\r');
    out.write('\n');
    if (payload != null) {
      out.writeBytes(payload);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }
}
