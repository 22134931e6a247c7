package parley.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Reads the points in time that requests name (docs/behaviour.md 1.5). */
final class TimeText {
  /** What a time must be, for a message to the caller. */
  static final String RULE =
      "must be an ISO 8601 time between the years 1970 and 9999, such as 2015-12-16T22:18:37Z";

  /** Offsets as {@code Z}, {@code +01:00}, {@code +0100} and {@code +01}: all are ISO 8601. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT); // no day that does not exist

  private TimeText() {}

  /**
   * A point in time; without an offset it is UTC.
   *
   * @throws DateTimeException when the text is none, or lies outside the years 1970 to 9999
   */
  static Instant parse(String text) {
    var parsed = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    var time =
        parsed instanceof LocalDateTime local
            ? local.toInstant(ZoneOffset.UTC)
            : OffsetDateTime.from(parsed).toInstant();
    if (time.isBefore(Instant.EPOCH) || time.atZone(ZoneOffset.UTC).getYear() > 9999) {
      throw new DateTimeException("out of bounds");
    }
    return time;
  }

  /**
   * A bound of a range: a time, or the first or last millisecond of a bare day. Dates are shown in
   * seconds, so an upper bound holds the whole of its second.
   *
   * @throws DateTimeException when the text is neither
   */
  static Instant bound(String text, boolean upper) {
    if (text.length() == "2015-12-16".length()) {
      var day = LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
      var first = (upper ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
      return upper ? first.minusMillis(1) : first;
    }
    return upper ? parse(text).plusMillis(999) : parse(text);
  }
}
