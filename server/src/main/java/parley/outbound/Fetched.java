package parley.outbound;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is still on its way.
 *
 * @param contentType the header as it came; null for none
 * @param fileName of Content-Disposition, else of the URL's path; null when neither tells one;
 *     without directories and control characters
 * @param length of the body in bytes, as it is announced; -1 when it is not
 * @param body ends with an exception where it is longer than wished, takes too long or breaks
 */
public record Fetched(
    int status,
    @Nullable String contentType,
    @Nullable String fileName,
    @Nullable String retryAfter,
    long length,
    InputStream body) {
  /** Takes what it wishes of an answer, before the connection is given up. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Fetched fetched) throws IOException;
  }
}
