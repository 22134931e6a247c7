package parley.http;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import parley.access.Caller;

/**
 * All who hear of answers.
 *
 * @param forwardedTrusted as {@link ClientAddress#of} is told
 */
record Watchers(List<Watcher> all, boolean forwardedTrusted) {
  Watchers {
    all = List.copyOf(all);
  }

  /**
   * Tells all of them.
   *
   * @param route null when none fits
   * @param caller null for nobody
   */
  void tell(Request request, int status, Routes.@Nullable Route route, @Nullable Caller caller) {
    if (all.isEmpty()) {
      return;
    }
    var answered =
        new Answered(
            RequestId.of(request),
            request.getMethod(),
            request.getHttpURI().getPath(),
            route == null ? null : route.template(),
            status,
            Duration.ofNanos(NanoTime.since(request.getBeginNanoTime())),
            ClientAddress.of(request, forwardedTrusted),
            caller);
    tell(answered);
  }

  void tell(Answered answered) {
    all.forEach(watcher -> watcher.answered(answered));
  }
}
