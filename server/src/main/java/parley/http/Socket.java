package parley.http;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** One connection that stays open. Safe for use by many threads. */
public final class Socket {
  private static final int GOING_AWAY = 1001;

  private final Session session;
  private final String base;
  private final String address;
  private final @Nullable String ownSession;

  /**
   * @param ownSession as {@link #ownSession} tells it
   */
  Socket(Session session, String base, String address, @Nullable String ownSession) {
    this.session = session;
    this.base = base;
    this.address = address;
    this.ownSession = ownSession;
  }

  /** What links begin with that are given to whoever is at the other end. */
  public String base() {
    return base;
  }

  /** Where it came from, as of a request. */
  public String address() {
    return address;
  }

  /**
   * The session of the console whose cookie the browser has sent; null where it has sent none, or
   * says that another page than this server's has opened the connection.
   */
  public @Nullable String ownSession() {
    return ownSession;
  }

  /** Asks for the next message. */
  public void demand() {
    session.demand();
  }

  /** How long messages may be that come from now on, in bytes; a longer one ends the connection. */
  public void allow(int bytes) {
    session.setMaxBinaryMessageSize(bytes);
    session.setMaxFrameSize(bytes);
  }

  /**
   * Sends a binary message. The next one may be sent when this one is done.
   *
   * @param done told whether it went out; perhaps before this returns
   */
  public void send(ByteBuffer message, Consumer<Boolean> done) {
    session.sendBinary(
        message, Callback.from(() -> done.accept(true), failure -> done.accept(false)));
  }

  /** Asks the other end for a sign of life. */
  public void ping() {
    session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
  }

  /** Ends it in an orderly way: what was sent before arrives. */
  public void close() {
    session.close(GOING_AWAY, null, Callback.NOOP);
  }

  /** Ends it at once. */
  public void cut() {
    session.disconnect();
  }
}
