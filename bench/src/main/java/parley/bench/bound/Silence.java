package parley.bench.bound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** A receiver that is dead: a connection to it comes about, and nothing is ever said. */
public final class Silence implements AutoCloseable {
  private static final int CONNECTIONS = 4096;

  private final ServerSocket socket;

  public Silence() throws IOException {
    // Nobody accepts: the system answers for us until it is closed.
    socket = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
