package parley.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.http.Call;
import parley.http.Field;
import parley.http.Form;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.value.Sids;

/** Faults over REST (docs/testing.md); ours. */
final class FaultResource implements Resource {
  private static final int STATUS_MIN = 200;
  private static final int STATUS_MAX = 599;
  private static final int CODE_MAX = 99_999;
  private static final int AIM_BYTES_MAX = 2048;

  /** A number as languages write it, also one that is very small. */
  private static final Pattern NUMBER =
      Pattern.compile("([0-9]{1,3}|[0-9]{0,3}\\.[0-9]{1,40})([eE]-[0-9]{1,3})?");

  private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE");

  /** Fixed, so that what a test has seen once it sees again. */
  private static final long SEED = 0;

  private final Faults faults;
  private final Sids sids;
  private final Clock clock;
  private @Nullable Routes routes;

  FaultResource(Faults faults, Sids sids, Clock clock) {
    this.faults = faults;
    this.sids = sids;
    this.clock = clock;
  }

  @Override
  public void routes(Routes all) {
    routes = all;
    all.inParley(
        "/Test/Faults",
        at ->
            at.post("", this::create)
                .get("", this::list)
                .delete("", this::deleteAll)
                .get("/{Sid}", this::fetch)
                .delete("/{Sid}", this::delete));
  }

  private Reply create(Call call) {
    var form = call.form();
    var fault = new Fault(sids.fresh("FT"), aim(form), odds(form), effect(form), clock.instant());
    faults.add(fault);
    return Reply.created(json -> FaultJson.write(json, fault));
  }

  private Fault.Aim aim(Form form) {
    var method = method(form.field("Method"));
    var route = form.field("Route").maxBytes(AIM_BYTES_MAX, Code.BAD_PARAMETER);
    var target = form.field("Target").maxBytes(AIM_BYTES_MAX, Code.BAD_PARAMETER);
    if (route.given() && target.given()) {
      throw target.refused(Code.BAD_PARAMETER, "is for deliveries, and excludes Route");
    }
    if (route.given() && !isServed(method, route.textOr(""))) {
      throw route.refused(
          Code.BAD_PARAMETER,
          "names no operation that faults reach; write it as the documentation does, such as"
              + " /v1/Conversations/{Sid}/Messages");
    }
    if (target.given() && !target.textOr("").matches("(?i)https?://.+")) {
      throw target.refused(
          Code.BAD_PARAMETER, "must be what a webhook's URL begins with, such as http://localhost");
    }
    return new Fault.Aim(method, route.text(), target.text());
  }

  private static @Nullable String method(Field field) {
    var method = field.textOr("GET").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      throw field.refused(Code.BAD_PARAMETER, "must be GET, POST or DELETE");
    }
    return field.given() ? method : null;
  }

  private boolean isServed(@Nullable String method, String template) {
    return Objects.requireNonNull(routes).table().stream()
        .filter(route -> method == null || method.equals(route.method()))
        .anyMatch(route -> RouteNames.canBeStruck(route) && RouteNames.isNamed(route, template));
  }

  private static Fault.Odds odds(Form form) {
    var seed = form.field("Seed").number(0, Long.MAX_VALUE, Code.BAD_PARAMETER);
    return new Fault.Odds(
        share(form.field("Share")),
        form.field("Times").number(1, Long.MAX_VALUE, Code.BAD_PARAMETER),
        seed == null ? SEED : seed);
  }

  private static double share(Field field) {
    var text = field.textOr("1").strip();
    if (!NUMBER.matcher(text).matches() || Double.parseDouble(text) > 1) {
      throw field.refused(Code.BAD_PARAMETER, "must be a share from 0 to 1, such as 0.25");
    }
    return Double.parseDouble(text);
  }

  private static Fault.Effect effect(Form form) {
    var status = form.field("Status").number(STATUS_MIN, STATUS_MAX, Code.BAD_PARAMETER);
    var code = form.field("Code").number(1, CODE_MAX, Code.BAD_PARAMETER);
    var delay = form.field("DelayMs").number(0, Pause.MILLIS_MAX, Code.BAD_PARAMETER);
    var drop = form.field("Drop");
    var when = form.field("When").choice(Fault.When.class, Code.BAD_PARAMETER);
    var cut = Boolean.TRUE.equals(drop.flag());
    if (cut && status != null) {
      throw drop.refused(Code.BAD_PARAMETER, "leaves no answer, and excludes Status");
    }
    if (code != null && status == null) {
      throw form.field("Status").refused(Code.BAD_PARAMETER, "is required beside Code");
    }
    if (when != null && !cut) {
      throw drop.refused(Code.BAD_PARAMETER, "must be true beside When");
    }
    if (status == null && delay == null && !cut) {
      throw Code.BAD_PARAMETER.because("send what goes wrong: Status, DelayMs or Drop");
    }
    return new Fault.Effect(
        status == null ? null : status.intValue(),
        code == null ? null : code.intValue(),
        Duration.ofMillis(delay == null ? 0 : delay),
        !cut ? null : when == null ? Fault.When.BEFORE : when);
  }

  private Reply list(Call call) {
    return Reply.list("faults", faults.list(), FaultJson::write);
  }

  private Reply fetch(Call call) {
    var fault = faults.find(call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> FaultJson.write(json, fault));
  }

  private Reply delete(Call call) {
    if (!faults.remove(call.path("Sid"))) {
      throw call.notFound();
    }
    return Reply.gone();
  }

  private Reply deleteAll(Call call) {
    faults.reset();
    return Reply.gone();
  }
}
