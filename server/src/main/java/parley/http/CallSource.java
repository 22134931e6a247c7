package parley.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.problem.Limits;
import parley.problem.Problem;

/**
 * What a call is read from: a request over HTTP, or one that came through a socket. Used by one
 * thread.
 */
interface CallSource {
  String method();

  /** As it was sent, percent-encoded. */
  String path();

  /** What stands behind the question mark, as it was sent. */
  @Nullable String query();

  @Nullable String header(String name);

  /** Every header as it came, in order. */
  List<Map.Entry<String, String>> headers();

  /** The scheme and host by which it reached this server. */
  String origin();

  /** The parameters of the body. */
  Form form(Limits limits);

  /**
   * The body as it is.
   *
   * @throws Problem 20413 for more than {@code most} bytes
   */
  byte[] bytes(int most);

  /** What one body may have of the memory, in bytes. */
  long bytesMost();

  /**
   * Refuses a body that would have to be unpacked.
   *
   * @throws Problem 20422, which names {@code Content-Encoding}
   */
  void requireNotEncoded();

  /** The body as a file that comes in. */
  Upload upload();

  /** Whether a path without a service means the caller's own, and not the account's default one. */
  boolean isOfOwnService();
}
