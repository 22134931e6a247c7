package parley.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.problem.Problem;

/** Reads the body of a form request into memory, up to a limit. */
final class FormBody {
  /** Bytes; the longest legal form, a message of 32 KB with every byte escaped, fits ten times. */
  static final int SIZE_MAX = 1 << 20;

  private static final String TYPE = "application/x-www-form-urlencoded";

  private FormBody() {}

  static @Nullable String read(Request request) {
    if (request.getLength() > SIZE_MAX) {
      throw tooLarge();
    }
    var bytes = readBytes(request);
    if (bytes.length == 0) {
      return null;
    }
    var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type != null && !type.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
      throw Code.BAD_PARAMETER.in("Content-Type", "must be " + TYPE);
    }
    var text = UrlText.utf8(ByteBuffer.wrap(bytes));
    if (text == null) {
      // Raw bytes outside any escape: say which parameter they stand in.
      throw Code.BAD_PARAMETER.in(
          parameterOfBadByte(bytes), "is not percent-encoded UTF-8 text without NUL");
    }
    return text;
  }

  private static byte[] readBytes(Request request) {
    try (var in = Request.asInputStream(request)) {
      var bytes = in.readNBytes(SIZE_MAX + 1);
      if (bytes.length > SIZE_MAX) {
        throw tooLarge();
      }
      return bytes;
    } catch (IOException e) {
      throw Code.BAD_PARAMETER.because("the body ends early, or its chunks are malformed");
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

  private static Problem tooLarge() {
    return Code.BODY_TOO_LARGE.because("at most " + SIZE_MAX + " bytes are read");
  }
}
