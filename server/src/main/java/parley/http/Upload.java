package parley.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes in: the body of a request as it is, or the first file of a multipart form. Its
 * bytes are read from the connection as they are asked for, and the stream is not closed: what is
 * left of it the server sees to.
 *
 * @param contentType as the sender names it; null when it does not
 * @param filename as a multipart form names it; null otherwise
 * @param length bytes the whole body announces, -1 when it does not; a file is never longer
 */
public record Upload(
    @Nullable String contentType, @Nullable String filename, long length, InputStream bytes) {
  private static final int REFUSED_BYTES_MAX = 1 << 20;
  private static final String MULTIPART = "multipart/form-data";

  static Upload of(Request request) {
    var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    var body = Request.asInputStream(request);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(MULTIPART)) {
      return new Upload(type, null, request.getLength(), body);
    }
    var part = FilePart.in(body, type);
    return new Upload(part.contentType(), part.filename(), request.getLength(), part);
  }

  /**
   * Reads the rest of a file that is refused, if it is short: a sender who is cut off may never see
   * the answer.
   */
  public void skip() {
    if (length > REFUSED_BYTES_MAX) {
      return;
    }
    try {
      bytes.skip(REFUSED_BYTES_MAX);
    } catch (IOException e) {
      throw new UncheckedIOException("the body cannot be read", e);
    }
  }
}
