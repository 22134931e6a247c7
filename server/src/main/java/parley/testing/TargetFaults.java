package parley.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.outbound.CannotReach;
import parley.outbound.Detour;
import parley.outbound.OutboundAnswer;
import parley.outbound.OutboundRequest;

/** Strikes calls to webhooks, as if their target or the way to it were out of order. */
final class TargetFaults implements Detour {
  private static final byte[] NOTHING = {};

  private final Faults faults;

  TargetFaults(Faults faults) {
    this.faults = faults;
  }

  @Override
  public OutboundAnswer pass(OutboundRequest request, Duration limit, Way way) {
    var url = OutboundRequest.seen(request.url());
    var effect = faults.strike(aim -> isMeant(aim, request.method(), url));
    return effect.isEmpty() ? way.call(request, limit) : suffer(effect.get(), request, limit, way);
  }

  private static boolean isMeant(Fault.Aim aim, @Nullable String method, String url) {
    return aim.target() != null
        && url.startsWith(aim.target())
        && (aim.method() == null || aim.method().equals(method));
  }

  private static OutboundAnswer suffer(
      Fault.Effect effect, OutboundRequest request, Duration limit, Way way) {
    var left = limit.minus(effect.delay());
    Pause.of(left.isPositive() ? effect.delay() : limit);
    if (!left.isPositive()) {
      throw CannotReach.asked(
          CannotReach.Kind.TIMED_OUT, request, "was to be slower than its limit, by a fault");
    }
    if (effect.cut() != null) {
      if (effect.cut() == Fault.When.AFTER) {
        way.call(request, left);
      }
      throw CannotReach.asked(
          CannotReach.Kind.BROKEN, request, "was to end the connection, by a fault");
    }
    return effect.status() == null
        ? way.call(request, left)
        : new OutboundAnswer(effect.status(), NOTHING, false, null, null);
  }
}
