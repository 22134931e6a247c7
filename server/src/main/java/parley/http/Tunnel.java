package parley.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.access.Caller;
import parley.problem.Limits;

/**
 * Answers requests that come through a socket whose owner has proved who he is. They go the way of
 * every request: the same filters, the same handlers, the same answers to what goes wrong; who
 * hears of answers hears of these too.
 */
public final class Tunnel {
  private final Routes routes;
  private final Gate gate;
  private final ServiceFinder services;
  private final Limits limits;
  private final FilterChain filters;
  private final List<Watcher> watchers;

  /**
   * @param watchers may become more until the first request comes
   */
  public Tunnel(
      Routes routes,
      Gate gate,
      ServiceFinder services,
      Limits limits,
      List<Filter> filters,
      List<Watcher> watchers) {
    this.routes = routes;
    this.gate = gate;
    this.services = services;
    this.limits = limits;
    this.filters = new FilterChain(filters);
    this.watchers = watchers;
  }

  /**
   * Answers a request of a user.
   *
   * @return the answer; one that {@linkplain Reply#isCut is cut} asks to end the connection
   */
  public Reply answer(Tunnelled request, Caller caller) {
    var began = System.nanoTime();
    var id = RequestId.fresh();
    var match = request.path().startsWith("/") ? match(request) : null;
    try (var _ = RequestId.logged(id)) {
      var line = new Failure.Line(request.method(), request.path(), id, request.base());
      var reply = Failure.guarded(line, () -> handle(request, caller, match));
      var answered =
          new Answered(
              id,
              request.method(),
              request.path(),
              match == null ? null : match.route().template(),
              reply.status(),
              Duration.ofNanos(System.nanoTime() - began),
              request.address(),
              caller);
      watchers.forEach(watcher -> watcher.answered(answered));
      return reply;
    }
  }

  private Routes.@Nullable Match match(Tunnelled request) {
    return routes.match(request.method(), request.path());
  }

  private Reply handle(Tunnelled request, Caller caller, Routes.@Nullable Match match) {
    gate.enter(request.path(), false);
    if (match == null) {
      throw NotFound.at(request.path());
    }
    var call =
        new Call(request, match, caller, request.address(), services, request.base(), limits);
    return filters.walk(call, match.route().handler());
  }
}
