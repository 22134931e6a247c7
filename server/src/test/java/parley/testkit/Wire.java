package parley.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The wire to a server, which a test can cut, unplug, stall and mend. */
public final class Wire implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int PIECE_BYTES = 16 * 1024;

  private final InetSocketAddress server;
  private final int port;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mended = lock.newCondition();
  private boolean stalled;
  private @Nullable ServerSocket plug;
  private @Nullable Thread taking;
  private volatile boolean cutsAtCommit;

  private Wire(InetSocketAddress server) {
    this.server = server;
    port = plugIn(0);
  }

  static Wire to(String host, int port) {
    return new Wire(new InetSocketAddress(host, port));
  }

  int port() {
    return port;
  }

  /** Breaks every connection there is; new ones are taken. */
  public void cut() {
    links.forEach(Link::close);
  }

  /** Breaks every connection and takes no new one, like a server that has been stopped. */
  public void unplug() {
    closeQuietly(plug);
    awaitEndOf(taking); // until then it may still take one
    cut();
  }

  /** Passes nothing on and breaks nothing, like a machine that has gone silent. */
  public void stall() {
    locked(() -> stalled = true);
  }

  /**
   * Breaks the connections there are, and the next one right after it has sent COMMIT: the change
   * happens, but nobody hears so.
   */
  public void cutAtCommit() {
    cutsAtCommit = true;
    cut(); // a connection that has prepared its COMMIT sends it without the word
  }

  /** All is well again. */
  public void mend() {
    cutsAtCommit = false;
    locked(
        () -> {
          stalled = false;
          mended.signalAll();
        });
    if (plug != null && plug.isClosed()) {
      plugIn(port);
    }
  }

  private int plugIn(int at) {
    try {
      var fresh = new ServerSocket();
      fresh.setReuseAddress(true);
      fresh.bind(new InetSocketAddress(LOOPBACK, at));
      plug = fresh;
      taking = Thread.ofVirtual().start(() -> accept(fresh));
      return fresh.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        new Link(from.accept()).start();
      } catch (IOException e) {
        // Unplugged, or the server is not there: whoever called finds out.
      }
    }
  }

  private void awaitMended() throws IOException {
    lock.lock();
    try {
      while (stalled) {
        mended.await();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    mend();
    unplug();
  }

  private static void awaitEndOf(@Nullable Thread thread) {
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(@Nullable AutoCloseable one) {
    try {
      if (one != null) {
        one.close();
      }
    } catch (Exception e) {
      // It is closed.
    }
  }

  /** One connection, from its client to the server. */
  private final class Link {
    private final Socket client;
    private final Socket far = new Socket();
    private volatile boolean committing;

    Link(Socket client) {
      this.client = client;
    }

    void start() throws IOException {
      try {
        far.connect(server);
      } catch (IOException e) {
        close();
        throw e;
      }
      links.add(this);
      if (plug == null || plug.isClosed()) {
        close(); // unplugged meanwhile
      }
      Thread.ofVirtual().start(() -> pass(client, far, true));
      Thread.ofVirtual().start(() -> pass(far, client, false));
    }

    private void pass(Socket from, Socket to, boolean outward) {
      var piece = new byte[PIECE_BYTES];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
          awaitMended();
          if (!outward && committing) {
            break; // the answer to COMMIT: it has happened
          }
          committing |= outward && cutsAtCommit && isCommit(piece, read);
          out.write(piece, 0, read);
        }
      } catch (IOException e) {
        // One end is gone; the other follows.
      }
      close();
    }

    private static boolean isCommit(byte[] piece, int length) {
      return new String(piece, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT");
    }

    void close() {
      links.remove(this);
      closeQuietly(client);
      closeQuietly(far);
    }
  }
}
