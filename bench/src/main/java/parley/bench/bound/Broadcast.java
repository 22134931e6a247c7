package parley.bench.bound;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * The server library by itself: what somebody sends to {@code /say} goes, as it is, to all who are
 * connected to {@code /hear}, and a byte back to the sender once it has been given to all of them.
 * Nobody is asked who he is, nothing is kept, and nobody is cut off.
 */
public final class Broadcast {
  private static final ByteBuffer DONE = ByteBuffer.wrap(new byte[] {1}).asReadOnlyBuffer();

  private final Set<Hearer> hearers = ConcurrentHashMap.newKeySet();

  private Broadcast() {}

  /** Serves until it is killed. Prints its address. */
  public static void main(String[] args) throws Exception {
    var broadcast = new Broadcast();
    var server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        WebSocketUpgradeHandler.from(
            server,
            container -> {
              container.addMapping("/say", (asked, answer, done) -> broadcast.new Speaker());
              container.addMapping("/hear", (asked, answer, done) -> broadcast.new Hearer());
            }));
    server.start();
    System.out.println("ready on ws://127.0.0.1:" + connector.getLocalPort());
    server.join();
  }

  /** One who says something. */
  public final class Speaker extends Session.Listener.AbstractAutoDemanding {
    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
      var message = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
      callback.succeed();
      hearers.forEach(one -> one.send(message.duplicate()));
      getSession().sendBinary(DONE.duplicate(), Callback.NOOP);
    }
  }

  /** One who hears it: one message is on its way, the others wait. */
  public final class Hearer extends Session.Listener.AbstractAutoDemanding {
    private final Queue<ByteBuffer> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sending = new AtomicBoolean();

    @Override
    public void onWebSocketOpen(Session session) {
      super.onWebSocketOpen(session);
      hearers.add(this);
    }

    void send(ByteBuffer message) {
      waiting.add(message);
      next();
    }

    /** Most are sent at once, so this goes through them in a loop. */
    private void next() {
      while (!waiting.isEmpty() && sending.compareAndSet(false, true)) {
        var message = waiting.poll();
        var sent = new Sent();
        if (message == null) {
          sending.set(false);
        } else {
          getSession().sendBinary(message, sent);
          sent.leave();
        }
      }
    }

    /** That one has gone out: before the loop has turned to the next one, or later. */
    private final class Sent implements Callback {
      private final AtomicBoolean first = new AtomicBoolean(true);

      @Override
      public void succeed() {
        if (!first.compareAndSet(true, false)) {
          sending.set(false);
          next();
        }
      }

      void leave() {
        if (!first.compareAndSet(true, false)) {
          sending.set(false);
        }
      }
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
      hearers.remove(this);
      callback.succeed();
    }
  }
}
