package parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address in front of several servers, as a load balancer holds it: each connection is led to
 * the server that has the fewest, of those that take it.
 */
public final class Balancer implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ServerSocket door;
  private final List<Target> targets = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /** A server, and how many connections it has. */
  private record Target(URI server, AtomicInteger load) {}

  private Balancer(ServerSocket door) {
    this.door = door;
  }

  /** One that leads to these servers. */
  public static Balancer before(List<URI> servers) {
    try {
      var balancer = new Balancer(new ServerSocket(0, 50, LOOPBACK));
      servers.forEach(balancer::add);
      Thread.ofVirtual().start(balancer::accept);
      return balancer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leads to one more server from now on. */
  public void add(URI server) {
    targets.add(new Target(server, new AtomicInteger()));
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> lead(client));
      } catch (IOException e) {
        return; // it is closed
      }
    }
  }

  private void lead(Socket client) {
    var byLoad = Comparator.<Target>comparingInt(one -> one.load().get());
    for (var target : targets.stream().sorted(byLoad).toList()) {
      var far = new Socket();
      try {
        far.connect(new InetSocketAddress(target.server().getHost(), target.server().getPort()));
      } catch (IOException e) {
        continue; // it is not there
      }
      sockets.add(far);
      lead(client, far, target.load());
      return;
    }
    end(client);
  }

  private void lead(Socket client, Socket far, AtomicInteger load) {
    load.incrementAndGet();
    var back = Thread.ofVirtual().start(() -> pass(far, client));
    pass(client, far);
    try {
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    load.decrementAndGet();
  }

  /** Until one of the two ends: then both do. */
  private void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One end is gone; the other follows.
    }
    end(from);
    end(to);
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(this::end);
  }
}
