package parley.http;

import java.io.InputStream;
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
 * @param bytes throws {@link parley.problem.Problem} for what its sender does wrong
 */
public record Upload(
    @Nullable String contentType, @Nullable String filename, long length, InputStream bytes) {
  /** What a file on its way to disk takes of the memory, about. */
  private static final int BYTES_HELD = 128 << 10;

  private static final String MULTIPART = "multipart/form-data";

  static Upload of(Request request, IncomingBody body) {
    body.requireNotEncoded();
    body.hold(BYTES_HELD);
    var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(MULTIPART)) {
      return new Upload(type, null, body.length(), body);
    }
    var part = FilePart.in(body, type);
    return new Upload(part.contentType(), part.filename(), body.length(), part);
  }
}
