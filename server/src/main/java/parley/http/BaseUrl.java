package parley.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What every absolute URL of an answer begins with: the configured public URL, else what the
 * request itself says. The official SDKs follow these links with the caller's credentials, so they
 * must lead back to us (docs/behaviour.md 1.7).
 */
final class BaseUrl {
  private final @Nullable String configured;

  BaseUrl(@Nullable String configured) {
    this.configured = configured;
  }

  String of(Request request) {
    if (configured != null) {
      return configured;
    }
    var headers = request.getHeaders();
    var scheme = first(headers.get("X-Forwarded-Proto"));
    var host = first(headers.get("X-Forwarded-Host"));
    var port = first(headers.get("X-Forwarded-Port"));
    if (host == null) {
      host = headers.get(HttpHeader.HOST);
    }
    if (host == null || !isAuthority(host)) {
      host = Request.getServerName(request) + ":" + Request.getServerPort(request);
    }
    if (port != null && !host.matches(".*:\\d+") && port.matches("\\d{1,5}")) {
      host += ":" + port;
    }
    return ("https".equalsIgnoreCase(scheme) || request.isSecure() ? "https" : "http")
        + "://"
        + host;
  }

  /** The nearest proxy to the client writes first. */
  private static @Nullable String first(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    return header.split(",", 2)[0].strip();
  }

  /** A header that could break out of a URL is not repeated in one. */
  private static boolean isAuthority(String host) {
    for (var i = 0; i < host.length(); i++) {
      var c = host.charAt(i);
      if (c > 0x7e || (!Character.isLetterOrDigit(c) && "-._:[]".indexOf(c) < 0)) {
        return false;
      }
    }
    return !host.isEmpty();
  }
}
