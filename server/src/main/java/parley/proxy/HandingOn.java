package parley.proxy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.client.UpgradeProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.outbound.Authorities;
import parley.problem.Code;
import parley.problem.Problem;

/**
 * Hands requests on to a Parley elsewhere, and its answers back, both as they come: nothing is held
 * but what is on its way.
 */
final class HandingOn extends ProxyHandler.Reverse {
  private static final Logger LOG = LoggerFactory.getLogger(HandingOn.class);

  /** Marks a request whose body its sender has not brought to a good end. */
  private static final String BROKEN = HandingOn.class.getName() + ".broken";

  private static final int CONNECTIONS_MAX = 2048;
  private static final int QUEUED_MAX = 4096;
  private static final int HEAD_BYTES_MAX = 32 << 10;
  private static final long CONNECT_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** Less than servers and balancers keep an idle connection, so that none is taken that ends. */
  private static final long KEPT_MILLIS = TimeUnit.SECONDS.toMillis(30);

  /**
   * What the far end is told of the way here is ours to say; and the body is asked for when it is
   * wanted, so nobody waits to be told to go on.
   */
  private static final EnumSet<HttpHeader> LEFT_OUT =
      EnumSet.of(
          HttpHeader.EXPECT,
          HttpHeader.FORWARDED,
          HttpHeader.X_FORWARDED_FOR,
          HttpHeader.X_FORWARDED_HOST,
          HttpHeader.X_FORWARDED_PORT,
          HttpHeader.X_FORWARDED_PROTO,
          HttpHeader.X_FORWARDED_SERVER);

  private final RemoteServer remote;
  private final Callers callers;
  private final Duration silence;

  /**
   * @param silence how long neither side may say anything while an answer is waited for
   */
  HandingOn(RemoteServer remote, Callers callers, Duration silence) {
    super(request -> HttpURI.from(remote.at(request.getHttpURI().getPathQuery())));
    this.remote = remote;
    this.callers = callers;
    this.silence = silence;
    setProxyToServerHost(remote.url().getRawAuthority());
    setViaHost("parley");
  }

  @Override
  protected HttpClient newHttpClient() {
    var client = new HttpClient(new HttpClientTransportOverHTTP(1));
    var threads = new QueuedThreadPool(16, 2);
    threads.setName("reverse proxy client");
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setScheduler(new ScheduledExecutorScheduler("reverse proxy time", true));
    var tls = new SslContextFactory.Client(); // verifies certificates and names
    if (!remote.authorities().isEmpty()) {
      tls.setTrustStore(Authorities.besideTheSystems(remote.authorities()));
    }
    client.setSslContextFactory(tls);
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null); // of a body that says nothing of itself
    client.setMaxConnectionsPerDestination(CONNECTIONS_MAX);
    client.setMaxRequestsQueuedPerDestination(QUEUED_MAX);
    client.setMaxResponseHeadersSize(HEAD_BYTES_MAX);
    client.setConnectTimeout(CONNECT_MILLIS);
    client.setAddressResolutionTimeout(CONNECT_MILLIS);
    client.setIdleTimeout(KEPT_MILLIS);
    return client;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    getHttpClient().getProtocolHandlers().put(new UpgradeProtocolHandler());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (HttpMethod.CONNECT.is(request.getMethod())) {
      var problem = Code.WRONG_VERB.because("there is one tunnel already");
      ProblemAnswer.write(problem, response, callback);
      return true;
    }
    try {
      var plain = new Plain(request);
      return super.handle(plain, new FramedAnswer(plain, response), callback);
    } catch (IllegalArgumentException e) {
      ProblemAnswer.write(Code.BAD_PARAMETER.because("malformed URL"), response, callback);
      return true;
    }
  }

  /** A request without what is not handed on. */
  private static final class Plain extends Request.Wrapper {
    private final HttpFields headers;

    Plain(Request request) {
      super(request);
      headers = HttpFields.build(request.getHeaders(), LEFT_OUT);
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  /** Notes whose fault it is when a body does not come whole. */
  @Override
  protected org.eclipse.jetty.client.Request.Content newProxyToServerRequestContent(
      Request request, Response response, org.eclipse.jetty.client.Request next) {
    return new ProxyRequestContent(request) {
      @Override
      public Content.@Nullable Chunk read() {
        var chunk = super.read();
        if (Content.Chunk.isFailure(chunk)) {
          request.setAttribute(BROKEN, true);
        }
        return chunk;
      }
    };
  }

  @Override
  protected void addForwardedHeader(Request request, org.eclipse.jetty.client.Request next) {
    next.headers(
        headers -> {
          headers.put(HttpHeader.X_FORWARDED_HOST, request.getHttpURI().getAuthority());
          headers.put(HttpHeader.X_FORWARDED_PROTO, "https");
          headers.put(HttpHeader.X_FORWARDED_FOR, callers.addressOf(request));
        });
  }

  @Override
  protected void sendProxyToServerRequest(
      Request request,
      org.eclipse.jetty.client.Request next,
      Response response,
      Callback callback) {
    next.idleTimeout(silence.toMillis(), TimeUnit.MILLISECONDS);
    if ("websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))) {
      HttpUpgrader.Factory factory = version -> new SocketTunnel(request, response, callback);
      next.attribute(HttpUpgrader.Factory.class.getName(), factory);
    }
    super.sendProxyToServerRequest(request, next, response, callback);
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request next,
      org.eclipse.jetty.client.Response answer,
      Response response,
      Callback callback,
      Throwable failure) {
    if (response.isCommitted()) {
      LOG.info(
          "{} {}: not brought to its end: {}", request.getMethod(), path(request), why(failure));
      callback.failed(failure); // the client sees that it is not whole
      return;
    }
    LOG.warn(
        "{} {}: no answer from {}: {}",
        request.getMethod(),
        path(request),
        remote.url(),
        why(failure));
    response.reset();
    ProblemAnswer.write(problem(request, next, failure), response, callback);
  }

  /** Without its query, which may hold a secret. */
  private static String path(Request request) {
    return request.getHttpURI().getPath();
  }

  private Problem problem(
      Request request, org.eclipse.jetty.client.Request next, Throwable failure) {
    if (request.getAttribute(BROKEN) != null) {
      return Code.BAD_PARAMETER.because("the request's body is broken, or did not come whole");
    }
    var what = "no answer from %s (%s)".formatted(remote.url(), why(failure));
    var wasSent = next.getConnection() != null;
    var isSafe = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    return wasSent && !isSafe
        ? Code.OUTCOME_UNKNOWN.because(what + "; look before you repeat the request")
        : Code.UNAVAILABLE.because(what);
  }

  /** In few words: those of the engine tell its insides, and what was asked. */
  private static String why(Throwable failure) {
    return switch (failure) {
      case TimeoutException e -> "nothing came in time";
      case UnknownHostException e -> "the host is not known";
      case ConnectException e -> "no connection: " + e.getMessage();
      case SSLException e -> "it is not trusted, or speaks no TLS: " + e.getMessage();
      case HttpResponseException e -> "what came is no HTTP";
      case RejectedExecutionException e -> "too many requests wait for it";
      case IOException e -> "the connection has ended";
      default -> failure.getClass().getSimpleName();
    };
  }
}
