package parley.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Access;
import parley.access.Caller;
import parley.access.WrongTries;
import parley.problem.Code;
import parley.problem.Limits;
import parley.problem.Problem;

/**
 * The way of every request: who asks, which route, its handler, the answer; and what went wrong.
 */
final class Dispatcher extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
  private static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding, Origin");
  private static final HttpField PRIVATE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private");
  private static final HttpField GZIP =
      new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");

  /** Where clients of the original put an access token (docs/behaviour.md 5.1). */
  private static final String ACCESS_TOKEN = "X-Twilio-Token";

  private static final int DOWNLOAD_PIECE_BYTES = 64 * 1024;

  private final Routes routes;

  /**
   * Whether nothing here asks for credentials. Then nothing but the address keeps anybody out, so
   * that pages of other origins, in a browser that reaches it, must not read it.
   */
  private final boolean askless;

  private final Access access;
  private final ServiceFinder services;
  private final BaseUrl baseUrl;
  private final Gate gate;
  private final HttpLimits limits;
  private final Limits ofForms;
  private final BodyBudget budget;
  private final Semaphore late;
  private final FilterChain filters;
  private final Watchers watchers;
  private final WrongTries wrongTries;
  private final AtomicInteger underWay = new AtomicInteger();

  Dispatcher(
      Routes routes,
      Gate gate,
      Access access,
      ServiceFinder services,
      BaseUrl baseUrl,
      HttpLimits limits,
      Limits ofForms,
      List<Filter> filters,
      Watchers watchers) {
    this.routes = routes;
    this.askless = routes.table().stream().allMatch(Routes.Route::open);
    this.gate = gate;
    this.access = access;
    this.services = services;
    this.baseUrl = baseUrl;
    this.limits = limits;
    this.ofForms = ofForms;
    this.late = new Semaphore(Math.max(1, limits.connections() / 8));
    this.filters = new FilterChain(filters);
    this.watchers = watchers;
    this.wrongTries = new WrongTries(limits.wrongTryDelay());
    this.budget = new BodyBudget(limits);
  }

  int underWay() {
    return underWay.get();
  }

  /** Whether no request is being answered. */
  boolean isIdle() {
    return underWay.get() == 0;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var concurrent = underWay.incrementAndGet();
    try (var _ = RequestId.logged(request);
        var body = new IncomingBody(request, limits, budget.share())) {
      var trail = new Trail(ClientAddress.of(request, limits.forwardedForTrusted()));
      var reply = answer(request, body, trail);
      if (reply.isCut()) {
        watchers.tell(request, reply.status(), trail.route, trail.caller);
        TimedConnection.of(request).cut(callback);
        return true;
      }
      var headers = response.getHeaders();
      // Before the answer: its sender may not look for one until it has sent all.
      if (!body.skipRest() || TimedConnection.of(request).isSurplus()) {
        headers.put(HttpHeader.CONNECTION, "close");
      }
      headers.put(RequestId.HEADER, RequestId.of(request));
      headers.put("Twilio-Concurrent-Requests", Integer.toString(concurrent));
      headers.put("Twilio-Request-Duration", seconds(request));
      send(request, response, reply, watched(request, response, callback));
      watchers.tell(request, reply.status(), trail.route, trail.caller);
    } finally {
      underWay.decrementAndGet();
    }
    return true;
  }

  /** What is known of a request by the time it is answered. */
  private static final class Trail {
    final String address;
    Routes.@Nullable Route route;
    @Nullable Caller caller;

    Trail(String address) {
      this.address = address;
    }
  }

  private Reply answer(Request request, IncomingBody body, Trail trail) {
    var line =
        new Failure.Line(
            request.getMethod(),
            request.getHttpURI().getPath(),
            RequestId.of(request),
            baseUrl.of(request));
    return Failure.guarded(line, () -> enter(request, body, trail));
  }

  private Reply enter(Request request, IncomingBody body, Trail trail) {
    gate.enter(request.getHttpURI().getPath(), TimedConnection.of(request).isSurplus());
    return request.getMethod().equals("OPTIONS")
        ? Reply.gone() // a browser asks before it sends credentials
        : route(request, body, trail);
  }

  private Reply route(Request request, IncomingBody body, Trail trail) {
    var path = request.getHttpURI().getPath();
    var method = HttpMethod.HEAD.is(request.getMethod()) ? "GET" : request.getMethod();
    var match = path.startsWith("/") ? routes.match(method, path) : null;
    trail.route = match == null ? null : match.route();
    var open = askless || (match != null && match.route().open());
    trail.caller = open ? null : caller(request, trail.address);
    if (match == null) {
      return noRoute(request, path);
    }
    var call =
        new Call(
            new HttpSource(request, body),
            match,
            trail.caller,
            trail.address,
            services,
            baseUrl.of(request),
            ofForms);
    return filters.walk(call, match.route().handler());
  }

  private Caller caller(Request request, String address) {
    var headers = request.getHeaders();
    var authorization = headers.get(HttpHeader.AUTHORIZATION);
    var token = headers.get(ACCESS_TOKEN);
    var shown = authorization != null || token != null;
    var page = shown ? null : PageRequest.of(request, baseUrl.of(request));
    try {
      return page == null
          ? access.authenticate(authorization, token)
          : access.verifySession(page.token(), page.proof());
    } catch (Problem refusal) {
      if (shown || page != null) {
        pause(wrongTries.note(address));
      }
      throw refusal;
    }
  }

  /**
   * On a virtual thread, as every request is answered. What waits has a connection, and guesses
   * must not have all of them: those that are too many do not wait.
   */
  private void pause(Duration delay) {
    if (delay.isZero() || !late.tryAcquire()) {
      return;
    }
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      late.release();
    }
  }

  private Reply noRoute(Request request, String path) {
    var methods = path.startsWith("/") ? routes.methodsOf(path) : Set.<String>of();
    if (methods.isEmpty()) {
      throw NotFound.at(path);
    }
    var problem = Code.WRONG_VERB.because("this path takes " + String.join(", ", methods));
    var allowed = new TreeSet<>(methods);
    allowed.add("OPTIONS");
    if (methods.contains("GET")) {
      allowed.add("HEAD");
    }
    return Failure.reply(problem, baseUrl.of(request)).with("Allow", String.join(", ", allowed));
  }

  /** What fails after the answer has begun is told to the log alone; before, it becomes a 500. */
  private static Callback watched(Request request, Response response, Callback callback) {
    var connection = TimedConnection.of(request);
    return Callback.from(
        () -> {
          connection.answered();
          connection.goOn(callback);
        },
        failure -> {
          connection.answered();
          logUnsent(request, response, failure);
          callback.failed(failure);
        });
  }

  private static void logUnsent(Request request, Response response, Throwable failure) {
    try (var _ = RequestId.logged(request)) {
      if (EngineRefusal.isOfClient(failure)) {
        LOG.debug("the client went away");
      } else if (response.isCommitted()) {
        LOG.error("{} was not sent whole", request.getMethod(), failure);
      }
    }
  }

  private void send(Request request, Response response, Reply reply, Callback callback) {
    var headers = response.getHeaders();
    response.setStatus(reply.status());
    if (!askless) {
      Cors.allow(request, headers);
    }
    if (request.getHeaders().contains(ACCESS_TOKEN)) {
      headers.put(PRIVATE); // a cache knows by Authorization alone that an answer is one caller's
    }
    headers.put(VARY);
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      headers.put(header.getKey(), header.getValue());
    }
    if (PageRequest.isOne(request)) {
      headers.remove(HttpHeader.WWW_AUTHENTICATE); // the page asks, not the browser
    }
    if (reply.download() != null) {
      send(request, response, reply.download(), callback);
      return;
    }
    var bytes = encode(request, headers, reply.body());
    if (bytes == null && reply.status() == HttpStatus.NOT_MODIFIED_304) {
      sendUnchanged(response, callback);
    } else if (bytes == null) {
      response.write(true, null, callback);
    } else {
      TimedConnection.of(request).answers(bytes.length);
      headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
      response.write(true, ByteBuffer.wrap(bytes), callback);
    }
  }

  /**
   * In two steps, for the engine adds a length of 0 to what is sent in one: here it would be that
   * of what the caller has (RFC 9110, 8.6).
   */
  private static void sendUnchanged(Response response, Callback callback) {
    response.write(
        false,
        BufferUtil.EMPTY_BUFFER,
        Callback.from(() -> response.write(true, null, callback), callback::failed));
  }

  private void send(Request request, Response response, Download download, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, download.length());
    if (HttpMethod.HEAD.is(request.getMethod())) {
      IO.close(download.bytes());
      response.write(true, null, callback);
      return;
    }
    TimedConnection.of(request).answers(download.length());
    // Read and sent piece by piece, at the pace of whoever receives it.
    var pool =
        new ByteBufferPool.Sized(
            request.getComponents().getByteBufferPool(), true, DOWNLOAD_PIECE_BYTES);
    var bytes = Content.Source.from(pool, download.bytes(), 0, download.length());
    Content.copy(bytes, response, callback);
  }

  private static byte @Nullable [] encode(
      Request request, HttpFields.Mutable headers, @Nullable Body body) {
    if (body == null) {
      return null;
    }
    if (!headers.contains(HttpHeader.CONTENT_TYPE)) {
      headers.put(JSON);
    }
    if (body.isWorthCompressing() && acceptsGzip(request)) {
      headers.put(GZIP);
      return body.gzip();
    }
    return body.plain();
  }

  private static boolean acceptsGzip(Request request) {
    var accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
    if (accepted == null) {
      return false;
    }
    // QuotedQualityCSV leaves out what has the quality 0.
    var codings = new QuotedQualityCSV();
    codings.addValue(accepted);
    return codings.getValues().contains("gzip");
  }

  private static String seconds(Request request) {
    var micros = NanoTime.since(request.getBeginNanoTime()) / 1000;
    var text = Long.toString(1_000_000 + micros % 1_000_000);
    return micros / 1_000_000 + "." + text.substring(1, 4);
  }
}
