package parley.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import parley.value.Word;

/** How a line of the log is written. */
enum LogFormat implements Word {
  /** For people: one line, and a trace below it where there is one. */
  HUMAN,
  /** For programs: each line a JSON object, with the names that the logging library gives. */
  JSON;

  /** What would begin a line that nobody has logged, within a text of a caller's. */
  private static final String BREAKS = "[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]";

  /** Date, level, id of the request if it belongs to one, class, text, values beside it. */
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %replace(%X{request} ){'^ $', ''}%logger{0}: "
          + "%replace(%msg %kvp){'"
          + BREAKS
          + "| $', ''}%n";

  Encoder<ILoggingEvent> encoder(LoggerContext context) {
    var encoder =
        switch (this) {
          case HUMAN -> human();
          case JSON -> json();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> human() {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern(LINE);
    return encoder;
  }

  private static Encoder<ILoggingEvent> json() {
    var encoder = new JsonEncoder();
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    return encoder;
  }
}
