package parley.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;

/**
 * Hands Jetty the addresses that it connects to, and only those that may be: it asks for each
 * connection, literal addresses too, and connects to what it is given and to nothing else. So a
 * name cannot lead elsewhere between the check and the connection.
 */
final class GuardedResolver implements SocketAddressResolver, AutoCloseable {
  /** Why there is none to connect to. */
  static final class ForbiddenAddress extends IOException {
    private static final long serialVersionUID = 1;

    ForbiddenAddress(InetAddress address) {
      super("leads to " + address.getHostAddress() + ", which --webhook-allow does not name");
    }
  }

  /**
   * How many names are looked up at once. They are threads of the platform, for the system's lookup
   * holds a virtual thread's carrier as long as the name server lets it wait.
   */
  private static final int LOOKUPS_MAX = 64;

  private static final int THREAD_IDLE_SECONDS = 10;

  private final NameLookup lookup;
  private final AddressGuard guard;
  private final ExecutorService threads;
  private final Map<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  GuardedResolver(NameLookup lookup, AddressGuard guard) {
    this.lookup = lookup;
    this.guard = guard;
    var pool =
        new ThreadPoolExecutor(
            LOOKUPS_MAX,
            LOOKUPS_MAX,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("outbound names ", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    threads = pool;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      var _ =
          addresses(bare)
              .whenComplete((found, failure) -> tell(bare, port, found, failure, promise));
    } catch (RejectedExecutionException e) {
      promise.failed(e); // closed
    }
  }

  /** All who wait for one name share a look-up: a slow name takes one thread. */
  private CompletableFuture<List<InetAddress>> addresses(String host) {
    var shared =
        underWay.computeIfAbsent(
            host, name -> CompletableFuture.supplyAsync(() -> lookUp(name), threads));
    return shared.whenComplete((found, failure) -> underWay.remove(host, shared));
  }

  private List<InetAddress> lookUp(String host) {
    try {
      return lookup.addresses(host);
    } catch (UnknownHostException e) {
      throw new CompletionException(e);
    }
  }

  private void tell(
      String host,
      int port,
      @Nullable List<InetAddress> found,
      @Nullable Throwable failure,
      Promise<List<InetSocketAddress>> promise) {
    if (found == null) {
      promise.failed(failure instanceof CompletionException e ? e.getCause() : failure);
      return;
    }
    var allowed = found.stream().filter(guard::allows).toList();
    if (!allowed.isEmpty()) {
      promise.succeeded(allowed.stream().map(one -> named(host, one, port)).toList());
    } else if (found.isEmpty()) {
      promise.failed(new UnknownHostException());
    } else {
      promise.failed(new ForbiddenAddress(found.getFirst()));
    }
  }

  /** An address that knows its name: by it TLS tells whose certificate must be shown. */
  private static InetSocketAddress named(String host, InetAddress address, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(host, address.getAddress()), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of another length", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
