package parley.outbound;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be called.
 *
 * @param method {@code GET} or {@code POST}
 * @param url absolute, http or https; user info becomes Basic authentication, a fragment is dropped
 * @param headers besides Host, Content-Type and Content-Length, in their order; User-Agent too is
 *     what stands here, or none
 * @param form the body of a POST, encoded as {@code application/x-www-form-urlencoded}; null for
 *     none
 */
public record OutboundRequest(
    String method, String url, Map<String, String> headers, @Nullable String form) {
  public OutboundRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    if (form != null && method.equals("GET")) {
      throw new IllegalArgumentException("a GET has no form");
    }
  }

  public static OutboundRequest get(String url, Map<String, String> headers) {
    return new OutboundRequest("GET", url, headers, null);
  }

  public static OutboundRequest post(String url, Map<String, String> headers, String form) {
    return new OutboundRequest("POST", url, headers, form);
  }

  /** The URL as the far end sees it, to be signed: without user info, fragment and usual port. */
  public static String seen(String url) {
    return OutboundUrl.seen(url);
  }

  /** Whether a text is a URL that can be called at all; where it leads is another question. */
  public static boolean isUrl(String text) {
    try {
      OutboundUrl.of(text);
      return true;
    } catch (CannotReach e) {
      return false;
    }
  }

  /** Without what may be secret: user info, path, query, headers and form. */
  @Override
  public String toString() {
    return method + " " + OutboundUrl.shown(url);
  }
}
