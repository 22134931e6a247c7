package parley.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.IntSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.problem.Code;
import parley.proxy.ProxyRules.Others;

/** Where a connection through the proxy leads. */
final class Tunnels extends ConnectHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Tunnels.class);
  private static final int HTTPS = 443;

  private final Others others;
  private final IntSupplier behind;
  private final Callers callers;

  /**
   * @param behind the port of this machine on which the original's hosts are answered for
   */
  Tunnels(Others others, IntSupplier behind, Callers callers) {
    this.callers = callers;
    this.others = others;
    this.behind = behind;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var wanted = request.getHttpURI();
    if (getHandler() == null && !request.getMethod().equals("CONNECT")) {
      refuse(wanted.getHost() + (wanted.getScheme() == null ? "" : " by http"), response, callback);
      return true;
    }
    return super.handle(request, response, callback);
  }

  @Override
  protected void handleConnect(
      Request request, Response response, Callback callback, String authority) {
    var host = authority.replaceFirst(":\\d+$", "");
    if (others == Others.REFUSE && !isOurs(host, request.getHttpURI().getPort())) {
      refuse(authority, response, callback);
      return;
    }
    TunnelAnswer.word(request);
    super.handleConnect(request, response, callback, authority);
  }

  /** Where nothing may leave, nothing does, however a name was read above. */
  @Override
  protected InetSocketAddress newConnectAddress(String host, int port) {
    return others == Others.REFUSE || isOurs(host, port)
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), behind.getAsInt())
        : super.newConnectAddress(host, port);
  }

  @Override
  protected void onConnectSuccess(ConnectContext context, UpstreamConnection upstream) {
    callers.note(upstream, Request.getRemoteAddr(context.getRequest()));
    super.onConnectSuccess(context, upstream);
  }

  private static boolean isOurs(String host, int port) {
    return VendorHosts.isOurs(host) && port == HTTPS;
  }

  /** Many programs show no more of it than the status, so the log tells it too. */
  private static void refuse(String wanted, Response response, Callback callback) {
    LOG.warn("refused a connection to {}: Parley does not answer for it", wanted);
    var problem =
        Code.FORBIDDEN.because(
            ("Parley's proxy refuses %s: it answers for the hosts of Conversations alone, and lets"
                    + " nothing else out; with --proxy-others=pass all else passes")
                .formatted(wanted));
    ProblemAnswer.write(problem, response, callback);
  }
}
