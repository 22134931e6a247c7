package parley.http;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import parley.access.Access;
import parley.problem.Code;

/** The HTTP server. The engine behind it is Jetty, and no room above this one sees it. */
public final class HttpServer implements AutoCloseable {
  private static final long STOP_MILLIS_MAX = 20_000;
  private static final int IDLE_MILLIS_MAX = 75_000;

  private final Server server;
  private final ServerConnector connector;

  /**
   * Prepares the server; {@link #start} opens its port.
   *
   * @param port 0 for a free one
   * @param publicUrl what links begin with; null to build them from each request
   */
  public HttpServer(
      String host,
      int port,
      @Nullable String publicUrl,
      Routes routes,
      Access access,
      ServiceFinder services) {
    var threads = new QueuedThreadPool(32, 4);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    // After a malformed request two of Jetty's threads may share its buffer (12.1.14): one gives it
    // back while the other still reads the rest into it. From a pool it would be another caller's
    // by then, so every buffer is used once; it is cheap, because it is on the heap.
    server = new Server(threads, null, new ByteBufferPool.NonPooling());
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS_MAX);
    connector.setAcceptQueueSize(Port.WAITING_MAX);
    server.addConnector(connector);
    var base = new BaseUrl(publicUrl);
    server.setHandler(new GracefulHandler(new Dispatcher(routes, access, services, base)));
    server.setErrorHandler(new MalformedHandler(base));
    server.setStopTimeout(STOP_MILLIS_MAX);
  }

  /**
   * Loads what making a server would wait for: Jetty looks through all languages there are for its
   * table of media types. Meant to be called beside other work.
   */
  public static void prepare() {
    new MimeTypes.Mutable();
  }

  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setUseInputDirectByteBuffers(false);
    configuration.setUseOutputDirectByteBuffers(false);
    configuration.setRequestHeaderSize(32 * 1024);
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

  /** Words what Jetty itself refuses, before a request reaches the dispatcher. */
  private record MalformedHandler(BaseUrl base) implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      var status = response.getStatus();
      var code =
          switch (status) {
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> Code.BODY_TOO_LARGE;
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> Code.UNAVAILABLE;
            default -> status < 500 ? Code.BAD_PARAMETER : Code.SERVER_FAILURE;
          };
      var problem = status < 500 ? code.because("malformed request") : code.problem();
      var body = Failure.reply(problem, base.of(request)).body();
      if (status < 500) {
        response.setStatus(code.status());
      }
      response.getHeaders().put("Content-Type", "application/json;charset=utf-8");
      response.getHeaders().put("Connection", "close"); // as Jetty does, but does not tell
      response.write(true, body == null ? null : ByteBuffer.wrap(body.plain()), callback);
      return true;
    }
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
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server cannot start", e);
    }
  }

  /** Where the server listens; the port is the real one, also when 0 was asked for. */
  public URI address() {
    var host = connector.getHost();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + connector.getLocalPort());
  }

  /** Takes no new connection, lets requests under way finish, closes. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server cannot stop", e);
    }
  }
}
