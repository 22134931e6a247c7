package parley.testing;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.http.Call;
import parley.http.Field;
import parley.http.Json;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.value.IsoDuration;
import parley.value.MovableClock;

/** The server's clock, over REST (docs/testing.md); ours. */
final class ClockResource implements Resource {
  private final MovableClock clock;
  private final TimeLapse lapse;

  ClockResource(MovableClock clock, TimeLapse lapse) {
    this.clock = clock;
    this.lapse = lapse;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley(
        "/Test/Clock",
        at -> {
          at.get("", this::fetch);
          at.post("", this::move);
        });
  }

  private Reply fetch(Call call) {
    return Reply.ok(this::write);
  }

  private Reply move(Call call) {
    var frozen = call.form().field("Frozen").flag();
    var now = within(call.form().field("Now"), call.form().field("Now").time(Code.BAD_PARAMETER));
    var advance = call.form().field("Advance");
    call.requireSomething(() -> Optional.of(clock));
    lapse.make(
        hands -> {
          var begun = now == null ? hands.now() : now;
          var length = advance.given() ? length(advance, begun) : Duration.ZERO; // before it moves
          if (frozen != null) {
            hands.stop(frozen);
          }
          if (now != null) {
            hands.moveTo(now);
          }
          if (advance.given()) {
            hands.advance(length);
          }
        });
    return fetch(call);
  }

  private static Duration length(Field advance, Instant begun) {
    try {
      var duration = advance.textOr("").toUpperCase(Locale.ROOT);
      var goal = IsoDuration.exactlyAfter(begun, duration);
      if (duration.startsWith("P") && duration.length() > 2 && !goal.isBefore(begun)) {
        // Who waits for what is due goes nowhere, wherever the clock is by now.
        return Duration.between(begun, goal.equals(begun) ? goal : within(advance, goal));
      }
    } catch (DateTimeException | ArithmeticException e) {
      // falls through: whatever is wrong with it, it is the caller's to mend
    }
    throw advance.refused(
        Code.BAD_PARAMETER, "must be a duration such as PT24H or P1M, and not negative");
  }

  private static <T extends @Nullable Instant> T within(Field field, T time) {
    if (time != null && (time.isBefore(MovableClock.LEAST) || time.isAfter(MovableClock.MOST))) {
      throw field.refused(Code.BAD_PARAMETER, "leads out of the time from 1970 to the year 3000");
    }
    return time;
  }

  private void write(Json json) {
    json.text("now", clock.instant().truncatedTo(MILLIS).toString())
        .flag("frozen", clock.position().isStopped())
        .text("offset", clock.offset().truncatedTo(MILLIS).toString());
  }
}
