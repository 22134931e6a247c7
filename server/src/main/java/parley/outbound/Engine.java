package parley.outbound;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Jetty's client, with everything taken out that it does by itself: it follows nothing, decodes
 * nothing, remembers no cookie and no password, names no agent, and takes no proxy from its
 * surroundings.
 */
final class Engine implements AutoCloseable {
  /** So that 200 writers with a slow pre-hook do not wait for each other. */
  private static final int CONNECTIONS_PER_HOST_MAX = 2048;

  private static final int QUEUED_PER_HOST_MAX = 4096;
  private static final int HEAD_BYTES_MAX = 32 << 10;
  private static final int THREADS_MAX = 8;
  private static final int THREADS_MIN = 2;
  private static final long CONNECT_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final long IDLE_MILLIS = TimeUnit.SECONDS.toMillis(30);
  private static final long FORGET_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

  /** What stands in Jetty's URL, which cannot bear every host that we can. */
  private static final String ANY_HOST = "://host.invalid";

  private final HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(1));
  private final GuardedResolver resolver;

  Engine(OutboundRules rules, NameLookup lookup) {
    resolver = new GuardedResolver(lookup, new AddressGuard(rules));
    var threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
    threads.setName("outbound");
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setScheduler(new ScheduledExecutorScheduler("outbound time", true));
    client.setSocketAddressResolver(resolver);
    client.setSslContextFactory(tls(rules));
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(null);
    client.setMaxConnectionsPerDestination(CONNECTIONS_PER_HOST_MAX);
    client.setMaxRequestsQueuedPerDestination(QUEUED_PER_HOST_MAX);
    client.setMaxResponseHeadersSize(HEAD_BYTES_MAX);
    client.setConnectTimeout(CONNECT_MILLIS);
    client.setIdleTimeout(IDLE_MILLIS);
    client.setDestinationIdleTimeout(FORGET_MILLIS);
    try {
      client.start();
    } catch (Exception e) {
      resolver.close();
      throw new IllegalStateException(e);
    }
    client.getContentDecoderFactories().clear();
    var handlers = client.getProtocolHandlers();
    handlers.clear(); // redirects, authentication, upgrades; what only announces an answer stays
    handlers.put(new ContinueProtocolHandler());
    handlers.put(new ProcessingProtocolHandler());
    handlers.put(new EarlyHintsProtocolHandler());
  }

  private static SslContextFactory.Client tls(OutboundRules rules) {
    var tls = new SslContextFactory.Client(); // verifies certificates, and names by "HTTPS"
    if (!rules.authorities().isEmpty()) {
      tls.setTrustStore(Authorities.besideTheSystems(rules.authorities()));
    }
    return tls;
  }

  /** How long a connection may be silent, unless a request says otherwise. */
  static long idleMillis() {
    return IDLE_MILLIS;
  }

  /** Makes a request of Jetty's, not sent. */
  Request request(OutboundUrl url, OutboundRequest wish) {
    var request =
        client
            .newRequest(url.scheme() + ANY_HOST + ":" + url.port() + url.target())
            .host(url.host())
            .method(wish.method())
            .headers(fields -> OutboundHeaders.put(url, wish.headers(), fields));
    if (wish.form() != null) {
      request.body(new BytesRequestContent(FORM, wish.form().getBytes(StandardCharsets.UTF_8)));
    }
    return request;
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      resolver.close();
    }
  }
}
