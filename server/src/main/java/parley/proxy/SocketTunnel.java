package parley.proxy;

import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Makes two connections one, byte by byte, once the far end has taken a WebSocket: extensions,
 * signs of life and ends are between client and server alone.
 */
final class SocketTunnel implements HttpUpgrader {
  /** Jetty's own pipe, of which nothing but its connections is used. */
  private static final ConnectHandler PIPE = new ConnectHandler();

  private final Request request;
  private final Response response;
  private final Callback callback;

  /** Of the client, who waits for an answer. */
  SocketTunnel(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  @Override
  public void prepare(org.eclipse.jetty.client.Request next) {
    next.headers(
        headers -> {
          headers.put(HttpHeader.UPGRADE, "websocket");
          headers.put(HttpHeader.CONNECTION, "Upgrade");
        });
  }

  @Override
  public void upgrade(
      org.eclipse.jetty.client.Response answer, EndPoint server, Callback upgraded) {
    answer.getHeaders().forEach(response.getHeaders()::add);
    response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
    request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, join(server));
    response.write(
        true,
        null,
        Callback.from(
            callback::succeeded,
            failure -> {
              server.close(failure);
              callback.failed(failure);
            }));
    upgraded.succeeded();
  }

  /** The client's end, which takes up the server's when it has been told of the change. */
  private ConnectHandler.DownstreamConnection join(EndPoint server) {
    var client = request.getConnectionMetaData().getConnection().getEndPoint();
    server.setIdleTimeout(ForwardProxy.IDLE_MILLIS_MAX);
    var executor = request.getConnectionMetaData().getConnector().getExecutor();
    var pool = request.getConnectionMetaData().getConnector().getByteBufferPool();
    var context = new ConcurrentHashMap<String, Object>();
    var far = PIPE.new DownstreamConnection(server, executor, pool, context);
    var near =
        PIPE.new DownstreamConnection(client, executor, pool, context) {
          @Override
          public void onOpen() {
            server.upgrade(far);
            super.onOpen();
          }
        };
    far.setConnection(near);
    near.setConnection(far);
    return near;
  }
}
