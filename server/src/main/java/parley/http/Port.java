package parley.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/**
 * A port that is taken before there is a server to answer on it. Callers who come meanwhile wait
 * for {@link HttpServer#start(Port)}.
 */
public final class Port implements AutoCloseable {
  /** Callers that may wait to be taken in; the system may allow fewer. */
  static final int WAITING_MAX = 1024;

  private final ServerSocketChannel channel;

  private Port(ServerSocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a port.
   *
   * @param number 0 for a free one
   * @throws IOException when somebody else has it, it is not ours to take, or the host is none of
   *     this machine's
   */
  public static Port take(String host, int number) throws IOException {
    var address = new InetSocketAddress(host, number);
    if (address.isUnresolved()) {
      throw new IOException("the host is not known");
    }
    var port = new Port(ServerSocketChannel.open());
    try {
      // A port whose last server has just ended is free.
      port.channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      port.channel.bind(address, WAITING_MAX);
      return port;
    } catch (IOException | RuntimeException e) {
      port.close();
      throw e;
    }
  }

  /** What a server of another kind than {@link HttpServer} takes up. */
  public ServerSocketChannel channel() {
    return channel;
  }

  /** Which it is, also when a free one was asked for. */
  public int number() {
    return channel.socket().getLocalPort();
  }

  /** Gives the port up, if nobody has done so. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
