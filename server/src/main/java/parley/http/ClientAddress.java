package parley.http;

import java.net.InetAddress;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from. Anybody can write {@code X-Forwarded-For}, so it is believed only
 * where the settings say that a proxy does: then its last entry, which is the one that the nearest
 * proxy added.
 */
final class ClientAddress {
  private static final String HEADER = "X-Forwarded-For";

  private ClientAddress() {}

  /** An IP address as text: the forwarded one where that is trusted and is one, else the peer's. */
  static String of(Request request, boolean forwardedTrusted) {
    var forwarded = forwardedTrusted ? last(request) : null;
    return forwarded == null ? Request.getRemoteAddr(request) : forwarded;
  }

  private static @Nullable String last(Request request) {
    var entries = request.getHeaders().getCSV(HEADER, false);
    try {
      return entries.isEmpty() ? null : InetAddress.ofLiteral(entries.getLast()).getHostAddress();
    } catch (IllegalArgumentException e) {
      return null; // "unknown", or what somebody has made up
    }
  }
}
