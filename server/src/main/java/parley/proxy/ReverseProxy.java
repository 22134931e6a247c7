package parley.proxy;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import parley.http.HttpLimits;
import parley.http.HttpServer;

/** Answers for the original's hosts by handing all on to a Parley that runs elsewhere. */
public final class ReverseProxy implements Backend {
  /** More than the longest that Parley itself may wait, for a webhook before a change. */
  private static final Duration SILENCE_MAX = Duration.ofMinutes(2);

  /** How often a stop looks whether all is done. */
  private static final int STOP_LOOK_MILLIS = 10;

  private final Server server;
  private final ServerConnector connector;
  private final GracefulHandler requests;
  private final Duration drainTime;

  /**
   * Prepares it.
   *
   * @param context has the certificates that it shows
   * @param callers knows who asks
   * @param drainTime how long a stop waits for requests under way
   */
  public ReverseProxy(
      RemoteServer remote, SSLContext context, Callers callers, Duration drainTime) {
    this(remote, context, callers, drainTime, SILENCE_MAX);
  }

  ReverseProxy(
      RemoteServer remote,
      SSLContext context,
      Callers callers,
      Duration drainTime,
      Duration silence) {
    var threads = new QueuedThreadPool(32, 4);
    threads.setName("reverse proxy");
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    server = new Server(threads, null, new ByteBufferPool.NonPooling()); // as HttpServer has it
    var configuration = HttpServer.configuration(HttpLimits.DEFAULT);
    configuration.setSendDateHeader(false); // the answer has its own
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    var http = new HttpConnectionFactory(configuration);
    var tls = new SslConnectionFactory(factory(context), http.getProtocol());
    connector = new ServerConnector(server, 1, 1, tls, http);
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(ForwardProxy.IDLE_MILLIS_MAX);
    server.addConnector(connector);
    requests = new GracefulHandler(new HandingOn(remote, callers, silence));
    server.setHandler(requests);
    this.drainTime = drainTime;
    server.setErrorHandler(ProblemAnswer::ofEngine);
  }

  private static SslContextFactory.Server factory(SSLContext context) {
    var factory = new SslContextFactory.Server();
    factory.setSslContext(context);
    factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    factory.setRenegotiationAllowed(false);
    return factory;
  }

  @Override
  public void start() throws IOException {
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the proxy cannot start", e);
    }
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      awaitRequests();
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the proxy cannot stop", e);
    }
  }

  /** Of requests alone: what is joined byte by byte has no end of its own. */
  private void awaitRequests() throws InterruptedException {
    var began = NanoTime.now();
    while (requests.getCurrentRequestCount() > 0
        && NanoTime.millisSince(began) < drainTime.toMillis()) {
      Thread.sleep(STOP_LOOK_MILLIS);
    }
  }
}
