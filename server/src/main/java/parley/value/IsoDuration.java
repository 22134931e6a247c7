package parley.value;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** Reckons with ISO 8601 durations, which stay text: a month has no length of its own. */
public final class IsoDuration {
  private IsoDuration() {}

  /**
   * The moment a duration after another; months and years by the calendar, in UTC, fractions of a
   * second not counted.
   *
   * @throws DateTimeException when the text is no duration
   * @throws ArithmeticException when the moment lies beyond all time
   */
  public static Instant after(Instant base, String duration) {
    return after(base, duration, true);
  }

  /** As {@link #after(Instant, String)}, to the last fraction of a second. */
  public static Instant exactlyAfter(Instant base, String duration) {
    return after(base, duration, false);
  }

  private static Instant after(Instant base, String duration, boolean whole) {
    var time = duration.indexOf('T');
    var date = time < 0 ? duration : duration.substring(0, time);
    var moment = base.atZone(ZoneOffset.UTC);
    if (date.length() > 1) {
      moment = moment.plus(Period.parse(date));
    }
    if (time >= 0) {
      var length = Duration.parse("P" + duration.substring(time));
      moment = moment.plus(whole ? length.truncatedTo(SECONDS) : length);
    }
    return moment.toInstant();
  }
}
