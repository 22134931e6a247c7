package parley.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import parley.access.Access;
import parley.access.Caller;
import parley.problem.Code;
import parley.problem.Limits;

/**
 * The way of every request: who asks, which route, its handler, the answer; and what went wrong.
 */
final class Dispatcher extends Handler.Abstract {
  private static final String HANDLING = Dispatcher.class.getName();

  private final Routes routes;

  /**
   * Whether nothing here asks for credentials. Then nothing but the address keeps anybody out, so
   * that pages of other origins, in a browser that reaches it, must not read it.
   */
  private final boolean askless;

  private final ServiceFinder services;
  private final BaseUrl baseUrl;
  private final Gate gate;
  private final HttpLimits limits;
  private final Limits ofForms;
  private final BodyBudget budget;
  private final FilterChain filters;
  private final Watchers watchers;
  private final Authenticator authenticator;
  private final ReplySender sender;
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
    this.services = services;
    this.baseUrl = baseUrl;
    this.limits = limits;
    this.ofForms = ofForms;
    this.filters = new FilterChain(filters);
    this.watchers = watchers;
    this.authenticator = new Authenticator(access, baseUrl, limits);
    this.sender = new ReplySender(!askless);
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
    request.setAttribute(HANDLING, true);
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
      sender.send(request, response, reply, callback);
      watchers.tell(request, reply.status(), trail.route, trail.caller);
    } finally {
      request.removeAttribute(HANDLING);
      underWay.decrementAndGet();
    }
    return true;
  }

  /** Whether the call that handles a request has not returned yet. */
  static boolean isHandling(Request request) {
    return request.getAttribute(HANDLING) != null;
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
    trail.caller = open ? null : authenticator.authenticate(request, trail.address);
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

  private static String seconds(Request request) {
    var micros = NanoTime.since(request.getBeginNanoTime()) / 1000;
    var text = Long.toString(1_000_000 + micros % 1_000_000);
    return micros / 1_000_000 + "." + text.substring(1, 4);
  }
}
