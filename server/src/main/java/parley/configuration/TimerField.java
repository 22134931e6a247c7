package parley.configuration;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.problem.Code;
import parley.value.Change;
import parley.value.IsoDuration;

/** Reads a timer's duration from a form (docs/behaviour.md 2.14, 3). */
public final class TimerField {
  private static final Duration LONGEST = Duration.ofDays(366L * 100);

  private TimerField() {}

  /**
   * How long without activity makes a conversation inactive: at least a minute.
   *
   * @throws parley.problem.Problem 50375 when it is too short, 50379 when it is no duration
   */
  public static Change<@Nullable String> inactive(Field field) {
    return read(
        field, Duration.ofMinutes(1), Code.INACTIVE_TIMER_TOO_SHORT, Code.BAD_INACTIVE_TIMER);
  }

  /**
   * How long without activity closes a conversation: at least ten minutes.
   *
   * @throws parley.problem.Problem 50376 when it is too short, 50380 when it is no duration
   */
  public static Change<@Nullable String> closed(Field field) {
    return read(field, Duration.ofMinutes(10), Code.CLOSED_TIMER_TOO_SHORT, Code.BAD_CLOSED_TIMER);
  }

  /** Empty and a duration of nothing remove the timer. */
  private static Change<@Nullable String> read(
      Field field, Duration least, Code tooShort, Code malformed) {
    var text = field.textOrNull();
    if (text == null) {
      return field.given() ? Change.to(null) : Change.kept();
    }
    var duration = text.toUpperCase(Locale.ROOT);
    var length = length(field, duration, malformed);
    if (length.isZero()) {
      return Change.to(null);
    }
    if (length.compareTo(least) < 0) {
      throw field.refused(tooShort, "is too short");
    }
    return Change.to(duration);
  }

  private static Duration length(Field field, String duration, Code malformed) {
    try {
      var length = Duration.between(Instant.EPOCH, IsoDuration.after(Instant.EPOCH, duration));
      if (length.compareTo(LONGEST) <= 0 && duration.startsWith("P") && duration.length() > 2) {
        return length;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // falls through: whatever is wrong with it, it is the caller's to mend
    }
    throw field.refused(malformed, "must be a duration such as PT10M or P1D");
  }
}
