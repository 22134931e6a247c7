package parley.http;

import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Access;
import parley.problem.Limits;

/** The HTTP server. The engine behind it is Jetty, and no room above this one sees it. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int IDLE_MILLIS_MAX = 75_000;

  /** How often a stop looks whether all is done. */
  private static final int STOP_LOOK_MILLIS = 10;

  private final Server server;
  private final ServerConnector connector;
  private final Connections connections;
  private final Dispatcher dispatcher;
  private final HttpLimits limits;
  private final Gate gate;
  private final BaseUrl base;
  private final NetworkConnectionLimit most;
  private @Nullable TlsReload tls;
  private boolean secured;

  /**
   * Prepares the server; {@link #start} opens its port.
   *
   * @param port 0 for a free one
   * @param publicUrl what links begin with; null to build them from each request
   * @param ofForms how long and how many the values of forms may be
   * @param filters the stations of every call on its way to its handler, in order
   * @param watchers hear of every answer
   */
  public HttpServer(
      String host,
      int port,
      @Nullable String publicUrl,
      HttpLimits limits,
      Limits ofForms,
      Routes routes,
      Gate gate,
      Access access,
      ServiceFinder services,
      List<Filter> filters,
      List<Watcher> watchers) {
    var threads = new QueuedThreadPool(32, 4);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    // After a malformed request two of Jetty's threads may share its buffer (12.1.14): one gives it
    // back while the other still reads the rest into it. From a pool it would be another caller's
    // by then, so every buffer is used once; it is cheap, because it is on the heap.
    server = new Server(threads, null, new ByteBufferPool.NonPooling());
    this.limits = limits;
    connections = new Connections(configuration(limits), limits);
    connector = new ServerConnector(server, 1, 1, connections);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS_MAX);
    connector.setShutdownIdleTimeout(limits.drainTime().toMillis());
    connector.setAcceptQueueSize(Port.WAITING_MAX);
    connector.addBean(connections);
    server.addConnector(connector);
    // Room for those who are told that there is no more room.
    most =
        new NetworkConnectionLimit(limits.connections() + limits.connections() / 4 + 16, connector);
    server.addBean(most);
    this.gate = gate;
    base = new BaseUrl(publicUrl);
    var told = new Watchers(watchers, limits.forwardedForTrusted());
    dispatcher =
        new Dispatcher(routes, gate, access, services, base, limits, ofForms, filters, told);
    server.setHandler(dispatcher);
    server.setErrorHandler(new EngineRefusal(base, told));
  }

  /**
   * Has it speak TLS, and nothing else; to be called before it starts. The files are read again
   * when they change.
   *
   * @throws IllegalArgumentException when they cannot be used
   */
  public HttpServer secure(TlsFiles files) {
    return secure(new TlsReload(files, TlsReload.PAUSE));
  }

  HttpServer secure(TlsReload reload) {
    tls = reload;
    return secure(reload.factory());
  }

  /** As {@link #secure(TlsFiles)}, with certificates that the context has or makes. */
  public HttpServer secure(SSLContext context) {
    var factory = new SslContextFactory.Server();
    factory.setSslContext(context);
    factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    factory.setRenegotiationAllowed(false);
    return secure(factory);
  }

  private HttpServer secure(SslContextFactory.Server factory) {
    secured = true;
    connector.addFirstConnectionFactory(
        new SslConnectionFactory(factory, connections.getProtocol()));
    // Who may be called by which name is for those who hand out certificates, and for proxies.
    connections.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
    return this;
  }

  /**
   * Has it take connections that stay open, on a path; to be called before it starts. They count
   * for themselves, not among those of requests.
   */
  public HttpServer talkAt(String path, SocketDoor door, SocketLimits socketLimits) {
    var sockets =
        new SocketUpgrade(
            server, path, door, socketLimits, gate, base, limits.forwardedForTrusted());
    sockets.setHandler(server.getHandler());
    server.setHandler(sockets);
    most.setMaxNetworkConnectionCount(
        most.getMaxNetworkConnectionCount() + socketLimits.connections());
    return this;
  }

  /**
   * Loads what making a server would wait for: Jetty looks through all languages there are for its
   * table of media types. Meant to be called beside other work.
   */
  public static void prepare() {
    new MimeTypes.Mutable();
  }

  /** How requests are read, also those that are only handed on. */
  public static HttpConfiguration configuration(HttpLimits limits) {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setUseInputDirectByteBuffers(false);
    configuration.setUseOutputDirectByteBuffers(false);
    configuration.setRequestHeaderSize(limits.headBytes());
    // An identity in a path may hold an encoded slash, dot or percent sign; Routes reads the raw
    // path, so none of them is ambiguous.
    configuration.setUriCompliance(
        UriCompliance.from(
            EnumSet.of(
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS,
                UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS,
                UriCompliance.Violation.BAD_PERCENT_ENCODING,
                UriCompliance.Violation.BAD_UTF8_ENCODING,
                UriCompliance.Violation.TRUNCATED_UTF8_ENCODING,
                UriCompliance.Violation.UTF16_ENCODINGS)));
    return configuration;
  }

  /** Serves on a port that is taken already, in place of the one the server was made for. */
  public void start(Port taken) throws IOException {
    connector.open(taken.channel());
    start();
  }

  /** Opens the port. */
  public void start() throws IOException {
    try {
      server.start();
      connections.watch(server.getScheduler());
      if (tls != null) {
        tls.watch(server.getScheduler());
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server cannot start", e);
    }
  }

  /** What it is busy with now. */
  public HttpLoad load() {
    return new HttpLoad(dispatcher.underWay(), connections.count());
  }

  /** Where the server listens; the port is the real one, also when 0 was asked for. */
  public URI address() {
    var host = connector.getHost();
    return URI.create(
        (secured ? "https://" : "http://")
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + connector.getLocalPort());
  }

  /**
   * Takes no new connection, lets requests under way finish, those too that are still arriving, and
   * closes; after {@link HttpLimits#drainTime} it closes without them.
   */
  @Override
  public void close() {
    try {
      awaitRequests();
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server cannot stop", e);
    }
  }

  private void awaitRequests() throws InterruptedException {
    var closed = connector.shutdown();
    var began = NanoTime.now();
    while (!closed.isDone() || isConnected() || !dispatcher.isIdle()) {
      if (NanoTime.millisSince(began) > limits.drainTime().toMillis()) {
        LOG.warn("requests are still under way; they are cut off");
        return;
      }
      connections.endIdle();
      Thread.sleep(STOP_LOOK_MILLIS);
    }
  }

  /**
   * Whether there is a connection. The engine counts none that is accepted and not opened yet, and
   * so may take itself for closed too early.
   */
  private boolean isConnected() {
    return most.getPendingNetworkConnectionCount() > 0
        || !connector.getConnectedEndPoints().isEmpty();
  }
}
