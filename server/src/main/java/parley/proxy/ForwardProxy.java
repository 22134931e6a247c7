package parley.proxy;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import parley.http.Port;

/**
 * A proxy for HTTPS. What is for the original's hosts ends here: behind it stands a server that
 * shows a certificate for the host asked for. All else is refused, or passed untouched.
 */
public final class ForwardProxy implements AutoCloseable {
  /** Longer than the realtime door's silence, so that it is never the proxy that ends one. */
  static final int IDLE_MILLIS_MAX = 600_000;

  private static final int CONNECTIONS_MAX = 10_000;

  private final Server server;
  private final ServerConnector connector;
  private final Backend behind;
  private final ProxyRules rules;
  private final ProxyFiles files;

  /**
   * Prepares it; {@link #start} opens it.
   *
   * @param files where its authority is, or is to be
   * @param backend makes what answers behind it
   * @throws IllegalArgumentException when the authority cannot be used
   */
  public ForwardProxy(ProxyRules rules, ProxyFiles files, Backend.Maker backend) {
    this.rules = rules;
    this.files = files;
    var callers = new Callers();
    behind = backend.make(HostCertificates.context(CertificateAuthority.in(files)), callers);
    var threads = new QueuedThreadPool(16, 2);
    threads.setName("proxy");
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setIdleTimeout(IDLE_MILLIS_MAX);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, connector));
    var tunnels = new Tunnels(rules.others(), () -> behind.port(), callers);
    tunnels.setIdleTimeout(IDLE_MILLIS_MAX);
    if (rules.others() == ProxyRules.Others.PASS) {
      tunnels.setHandler(new Untouched()); // of http, which is not tunnelled
    }
    server.setHandler(tunnels);
    server.setErrorHandler(ProblemAnswer::ofEngine);
  }

  /** Some clients name the port in the request's line alone, and not in {@code Host}. */
  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setHttpCompliance(
        HttpCompliance.RFC9110.with("PROXY", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
    return configuration;
  }

  /** Begins to answer, on a port that is taken already. */
  public void start(Port taken) throws IOException {
    behind.start();
    try {
      connector.open(taken.channel());
      server.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the proxy cannot start", e);
    }
  }

  /** What clients are to name as their proxy. */
  public URI address() {
    return rules.address(connector.getLocalPort());
  }

  /** What leads a program here. */
  public ProxyVariables variables() {
    return new ProxyVariables(address(), files);
  }

  /** Takes no new connections, and lets requests under way finish ({@link Backend#close}). */
  @Override
  public void close() {
    try {
      connector.close();
      behind.close();
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the proxy cannot stop", e);
    }
  }
}
