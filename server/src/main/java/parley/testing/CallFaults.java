package parley.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import parley.http.Call;
import parley.http.Filter;
import parley.http.Reply;
import parley.http.Routes;
import parley.problem.Code;
import parley.problem.Problem;

/** Strikes calls to this server. The test controls themselves always work. */
final class CallFaults implements Filter {
  private static final Map<Integer, Code> CODES =
      Arrays.stream(Code.values()).collect(Collectors.toMap(Code::number, Function.identity()));

  /** The whole platform's codes are this and the status. */
  private static final int CODES_FROM = 20_000;

  private final Faults faults;

  private final Supplier<Runnable> sameWorld;

  /**
   * @param sameWorld gives what fails once all there is now has been replaced
   */
  CallFaults(Faults faults, Supplier<Runnable> sameWorld) {
    this.faults = faults;
    this.sameWorld = sameWorld;
  }

  @Override
  public Reply pass(Call call, Routes.Handler next) {
    var effect = effectOn(call);
    return effect.isEmpty() ? next.handle(call) : suffer(effect.get(), call, next);
  }

  private Optional<Fault.Effect> effectOn(Call call) {
    return RouteNames.canBeStruck(call.route()) ? faults.strike(aim -> isMeant(aim, call)) : none();
  }

  private static Optional<Fault.Effect> none() {
    return Optional.empty();
  }

  private static boolean isMeant(Fault.Aim aim, Call call) {
    return aim.target() == null
        && (aim.method() == null || aim.method().equals(call.route().method()))
        && RouteNames.isNamed(call.route(), aim.route());
  }

  private Reply suffer(Fault.Effect effect, Call call, Routes.Handler next) {
    var check = sameWorld.get();
    Pause.of(effect.delay());
    check.run(); // a reset is not to be followed by what the test before it has slowed down
    if (effect.cut() != null) {
      return effect.cut() == Fault.When.BEFORE ? Reply.cutAtOnce() : cutAfter(call, next);
    }
    return effect.status() == null ? next.handle(call) : failure(effect, effect.status(), call);
  }

  private static Reply cutAfter(Call call, Routes.Handler next) {
    try {
      return next.handle(call).cut();
    } catch (Problem refused) {
      return Reply.cutAtOnce(); // nothing was changed, and nobody is told
    }
  }

  private static Reply failure(Fault.Effect effect, int status, Call call) {
    var code = effect.code() == null ? CODES_FROM + status : effect.code();
    var known = CODES.get(code);
    var text = known == null ? "A fault that was asked for" : known.text();
    return Reply.failure(call, status, code, text);
  }
}
