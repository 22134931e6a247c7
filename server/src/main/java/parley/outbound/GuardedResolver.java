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
      super("leads to " + address.getHostAddress());
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
    var _ =
        addresses(host)
            .whenComplete(
                (found, failure) -> {
                  if (failure != null) {
                    promise.failed(
                        failure instanceof CompletionException e ? e.getCause() : failure);
                  } else {
                    tell(found, port, promise);
                  }
                });
  }

  /** All who wait for one name share a lookup: a slow name takes one thread. */
  private CompletableFuture<List<InetAddress>> addresses(String host) {
    var own = new CompletableFuture<List<InetAddress>>();
    var other = underWay.putIfAbsent(host, own);
    if (other != null) {
      return other;
    }
    try {
      threads.execute(() -> lookUp(host, own));
    } catch (RejectedExecutionException e) {
      underWay.remove(host);
      own.completeExceptionally(e);
    }
    return own;
  }

  private void lookUp(String host, CompletableFuture<List<InetAddress>> result) {
    try {
      var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      var found = lookup.addresses(bare);
      underWay.remove(host);
      result.complete(found);
    } catch (UnknownHostException | RuntimeException e) {
      underWay.remove(host);
      result.completeExceptionally(e);
    }
  }

  private void tell(List<InetAddress> found, int port, Promise<List<InetSocketAddress>> promise) {
    var allowed = found.stream().filter(guard::allows).toList();
    if (allowed.isEmpty()) {
      promise.failed(
          found.isEmpty()
              ? new UnknownHostException("no address")
              : new ForbiddenAddress(found.getFirst()));
    } else {
      promise.succeeded(allowed.stream().map(one -> new InetSocketAddress(one, port)).toList());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
