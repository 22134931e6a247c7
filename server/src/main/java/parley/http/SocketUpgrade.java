package parley.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections that stay open of requests for one path; all others go on as they came. */
final class SocketUpgrade extends Handler.Wrapper {
  private static final Logger LOG = LoggerFactory.getLogger(SocketUpgrade.class);

  private final String path;
  private final SocketDoor door;
  private final SocketLimits limits;
  private final Gate gate;
  private final BaseUrl base;
  private final boolean forwardedTrusted;
  private final ServerWebSocketContainer container;
  private final AtomicInteger open = new AtomicInteger();

  SocketUpgrade(
      Server server,
      String path,
      SocketDoor door,
      SocketLimits limits,
      Gate gate,
      BaseUrl base,
      boolean forwardedTrusted) {
    this.path = path;
    this.door = door;
    this.limits = limits;
    this.gate = gate;
    this.base = base;
    this.forwardedTrusted = forwardedTrusted;
    container = ServerWebSocketContainer.ensure(server);
    container.setMaxTextMessageSize(1); // nobody sends any
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!request.getHttpURI().getPath().equals(path)
        || !"websocket".equalsIgnoreCase(request.getHeaders().get("Upgrade"))) {
      return super.handle(request, response, callback);
    }
    if (gate.reason() != null || open.get() >= limits.connections()) {
      Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
      return true;
    }
    return container.upgrade(
        (asked, answer, upgraded) -> accept(asked, answer), request, response, callback);
  }

  private Object accept(Request request, ServerUpgradeResponse answer) {
    // Each deflating connection would hold tens of kilobytes, for messages that are short.
    answer.setExtensions(List.of());
    var own = base.of(request);
    return new Listener(
        own, ClientAddress.of(request, forwardedTrusted), PageRequest.opening(request, own));
  }

  /** Hears the engine on behalf of one connection. */
  public final class Listener implements Session.Listener {
    private final String base;
    private final String address;
    private final @Nullable String ownSession;
    private @Nullable Session session;
    private SocketDoor.@Nullable Talk talk;

    Listener(String base, String address, @Nullable String ownSession) {
      this.base = base;
      this.address = address;
      this.ownSession = ownSession;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
      open.incrementAndGet();
      session = opened;
      opened.setIdleTimeout(limits.idle());
      var socket = new Socket(opened, base, address, ownSession);
      socket.allow(limits.firstBytes());
      talk = door.open(socket);
    }

    @Override
    public void onWebSocketBinary(
        ByteBuffer payload, org.eclipse.jetty.websocket.api.Callback callback) {
      var message = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
      callback.succeed();
      if (talk != null) {
        talk.received(message);
      }
    }

    /** The end that follows is all there is to say: clients go away as they like. */
    @Override
    public void onWebSocketError(Throwable cause) {
      LOG.debug("{}: {}", address, cause.toString());
    }

    /** Nobody speaks so: whoever does would wait for ever for an answer. */
    @Override
    public void onWebSocketText(String message) {
      if (session != null) {
        session.close(
            StatusCode.BAD_DATA,
            "binary messages only",
            org.eclipse.jetty.websocket.api.Callback.NOOP);
      }
    }

    /** It has come in place of the message that was asked for, so that is asked for again. */
    @Override
    public void onWebSocketPong(ByteBuffer payload) {
      if (talk != null) {
        talk.alive();
      }
      if (session != null) {
        session.demand();
      }
    }

    @Override
    public void onWebSocketClose(
        int statusCode, @Nullable String reason, org.eclipse.jetty.websocket.api.Callback done) {
      open.decrementAndGet();
      done.succeed();
      if (talk != null) {
        talk.closed();
      }
    }
  }
}
