package parley.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The far end of webhooks: an HTTP server on this machine that keeps what it is asked and answers
 * as a test likes, also what no proper server would. Each connection has a virtual thread of its
 * own, so that whoever decides on an answer may wait in it.
 */
public final class Receiver implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int BACKLOG = 1024;

  private final String scheme;
  private final ServerSocket door;
  private final Thread acceptor;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Received> received = new ArrayList<>();
  private volatile Function<Received, Reaction> answers = request -> Reaction.status(200);

  private Receiver(String scheme, ServerSocket door) {
    this.scheme = scheme;
    this.door = door;
    acceptor = Thread.ofVirtual().name("receiver").start(this::accept);
  }

  /** Begins on a free port; answers 200 until told otherwise. */
  public static Receiver start() {
    return startOn(0);
  }

  /** Begins on this port, as somebody does who comes back. */
  public static Receiver startOn(int port) {
    try {
      return new Receiver(
          "http", new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins with a door of one's own, such as one of TLS. */
  public static Receiver startBehind(String scheme, ServerSocket door) {
    return new Receiver(scheme, door);
  }

  /** Decides from now on what is answered; may wait, for each request has its own thread. */
  public Receiver answering(Function<Received, Reaction> how) {
    answers = how;
    return this;
  }

  public Receiver answeringAlways(Reaction reaction) {
    return answering(request -> reaction);
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Its address with a path, and maybe a query. */
  public String url(String path) {
    return scheme + "://127.0.0.1:" + port() + path;
  }

  /** Everything that was asked so far, in the order it came. */
  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** Waits for the so-manieth request, from 1. */
  public Received await(int number) {
    return awaitAll(number).get(number - 1);
  }

  /** Waits until so many requests have come, and gives all that have. */
  public List<Received> awaitAll(int count) {
    var end = System.nanoTime() + PATIENCE_NANOS;
    synchronized (received) {
      while (received.size() < count) {
        var left = end - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError(received.size() + " requests instead of " + count);
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(received, left);
        } catch (InterruptedException e) {
          throw new AssertionError("interrupted at " + received.size() + " of " + count, e);
        }
      }
      return List.copyOf(received);
    }
  }

  /** How many connections were made to it. */
  public int connections() {
    return connections.get();
  }

  /** How many of them are still there. */
  public int openConnections() {
    return open.size();
  }

  /** Ends every connection that is open, as a server does that has waited long enough. */
  public void hangUp() {
    open.forEach(Receiver::end);
  }

  /** Ends, and returns when nobody can connect any more. */
  @Override
  public void close() {
    try {
      door.close();
      acceptor.join(); // as long as it waits for somebody, the door stands open
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    hangUp();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var connection = door.accept();
        connections.incrementAndGet();
        open.add(connection);
        Thread.ofVirtual().name("receiver connection").start(() -> serve(connection));
      } catch (IOException e) {
        // closed, or one caller is gone already
      }
    }
    hangUp();
  }

  private void serve(Socket connection) {
    try {
      connection.setTcpNoDelay(true);
      var in = new BufferedInputStream(connection.getInputStream());
      var request = read(in);
      while (request != null && reaction(request).on(connection)) {
        request = read(in);
      }
    } catch (IOException | InterruptedException e) {
      // whoever called is gone
    } finally {
      open.remove(connection);
      end(connection);
    }
  }

  private Reaction reaction(Received request) {
    synchronized (received) {
      received.add(request);
      received.notifyAll();
    }
    return answers.apply(request);
  }

  private @Nullable Received read(InputStream in) throws IOException {
    var first = line(in);
    if (first == null) {
      return null;
    }
    var words = first.split(" ", -1);
    var headers = new ArrayList<Map.Entry<String, String>>();
    var length = 0;
    for (var line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      var mark = line.indexOf(':');
      headers.add(Map.entry(line.substring(0, mark), line.substring(mark + 1).strip()));
      if (line.substring(0, mark).equalsIgnoreCase("content-length")) {
        length = Integer.parseInt(line.substring(mark + 1).strip());
      }
    }
    var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Received(scheme, words[0], words[1], List.copyOf(headers), body);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    var text = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      text.append((char) next);
    }
    return text.toString().stripTrailing();
  }

  private static void end(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // gone already
    }
  }
}
