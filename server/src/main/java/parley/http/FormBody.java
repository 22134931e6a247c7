package parley.http;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Text;

/** Reads the body of a form request into memory, up to a limit. */
final class FormBody {
  /** Bytes; the longest legal form, a message of 32 KB with every byte escaped, fits ten times. */
  static final int SIZE_MAX = 1 << 20;

  private static final String TYPE = "application/x-www-form-urlencoded";

  /** The second is a part of the first. */
  private static final Set<Charset> READABLE =
      Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

  private FormBody() {}

  static @Nullable String read(Request request, IncomingBody body) {
    var bytes = WholeBody.read(body, SIZE_MAX);
    if (bytes.length == 0) {
      return null;
    }
    body.requireNotEncoded();
    requireForm(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    var text = Text.ofUtf8(ByteBuffer.wrap(bytes));
    if (text == null) {
      // Raw bytes outside any escape: say which parameter they stand in.
      throw Code.BAD_PARAMETER.in(parameterOfBadByte(bytes), UrlText.RULE);
    }
    return text;
  }

  private static void requireForm(@Nullable String contentType) {
    var parameters = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    var type = HttpField.getValueParameters(contentType, parameters);
    if (type != null && !type.strip().equalsIgnoreCase(TYPE)) {
      throw Code.BAD_PARAMETER.in("Content-Type", "must be " + TYPE);
    }
    if (!isReadAsUtf8(parameters.get("charset"))) {
      throw Code.BAD_PARAMETER.in("Content-Type", "must have the charset UTF-8");
    }
  }

  private static boolean isReadAsUtf8(@Nullable String charset) {
    try {
      return charset == null || READABLE.contains(Charset.forName(charset));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String parameterOfBadByte(byte[] bytes) {
    var name = new StringBuilder();
    var inName = true;
    for (var octet : bytes) {
      if (octet == '&') {
        name.setLength(0);
        inName = true;
      } else if (octet == '=') {
        inName = false;
      } else if (octet <= 0) {
        return name.isEmpty() ? "a parameter's name" : name.toString();
      } else if (inName) {
        name.append((char) octet);
      }
    }
    return "the body";
  }
}
