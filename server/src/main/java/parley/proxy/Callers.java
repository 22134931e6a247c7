package parley.proxy;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;

/** Who has asked for the tunnels that lead to a backend, which sees this machine alone. */
public final class Callers {
  /** By the port from which a tunnel comes. */
  private final Map<Integer, String> addresses = new ConcurrentHashMap<>();

  /** Notes who is behind a tunnel until it ends. */
  void note(Connection tunnel, String address) {
    if (tunnel.getEndPoint().getLocalSocketAddress() instanceof InetSocketAddress from) {
      addresses.put(from.getPort(), address);
      tunnel.addEventListener(
          new Connection.Listener() {
            @Override
            public void onClosed(Connection closed) {
              addresses.remove(from.getPort(), address);
            }
          });
    }
  }

  /** The address of who asks, seen from the backend. */
  String addressOf(Request request) {
    var seen = Request.getRemoteAddr(request);
    return addresses.getOrDefault(Request.getRemotePort(request), seen);
  }
}
