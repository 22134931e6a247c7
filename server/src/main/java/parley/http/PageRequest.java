package parley.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request of the console's page. A cookie alone proves nothing, for the browser sends it whoever
 * has it send: the page adds a header, which no page of elsewhere may add ({@link Cors}) and whose
 * text none knows, and the browser tells where the page is from (decision 32).
 *
 * @param token the session in the cookie
 * @param proof what the header holds
 */
record PageRequest(String token, String proof) {
  static final String HEADER = "Parley-Console";
  private static final String SITE = "Sec-Fetch-Site";

  /** Whether it says that it is one, with a session or not. */
  static boolean isOne(Request request) {
    return request.getHeaders().contains(HEADER);
  }

  /**
   * The session that a request bears; null when it bears none, or another page has sent it.
   *
   * @param base what links begin with that this request is given
   */
  static @Nullable PageRequest of(Request request, String base) {
    var proof = request.getHeaders().get(HEADER);
    var token = token(request, isSafe(request), base);
    return proof == null || token == null ? null : new PageRequest(token, proof);
  }

  /**
   * The session in the cookie of a request that opens a connection, on which the proof follows;
   * null as {@link #of}.
   */
  static @Nullable String opening(Request request, String base) {
    return token(request, false, base);
  }

  private static @Nullable String token(Request request, boolean safe, String base) {
    var headers = request.getHeaders();
    return isOwn(headers, safe, base)
        ? SessionCookie.read(headers.get(HttpHeader.COOKIE), base)
        : null;
  }

  /**
   * Whether the browser says that a page of this server asks. It tells the origin of what changes
   * something; of what only reads perhaps nothing.
   */
  private static boolean isOwn(HttpFields headers, boolean safe, String base) {
    var site = headers.get(SITE);
    var origin = headers.get(HttpHeader.ORIGIN);
    return (site == null || site.equals("same-origin"))
        && (origin == null ? safe || site != null : origin.equals(withoutKnownPort(base)));
  }

  private static boolean isSafe(Request request) {
    return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
  }

  /** As a browser says it. */
  private static String withoutKnownPort(String base) {
    return base.replaceFirst("^(http://[^/]*):80$|^(https://[^/]*):443$", "$1$2");
  }

  /** Without the secrets: a record's own text would carry them into a log. */
  @Override
  public String toString() {
    return "PageRequest";
  }
}
