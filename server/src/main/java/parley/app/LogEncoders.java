package parley.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Writes lines of the log by Logback. Apart from the format, which is a setting: within the tests
 * of others there are settings, and logging is theirs.
 */
final class LogEncoders {
  /** What would begin a line that nobody has logged, within a text of a caller's. */
  static final String BREAKS = "[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]";

  /** Date, level, id of the request if it belongs to one, class, text, values beside it. */
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %replace(%X{request} ){'^ $', ''}%logger{0}: "
          + "%replace(%msg %values){'"
          + BREAKS
          + "| $', ''}%n%trace";

  private LogEncoders() {}

  static Encoder<ILoggingEvent> of(LogFormat format, LoggerContext context) {
    var encoder =
        switch (format) {
          case HUMAN -> human(context);
          case JSON -> json();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> human(LoggerContext context) {
    var layout = new PatternLayout();
    layout.getInstanceConverterMap().put("values", LoggedValues::new);
    layout.getInstanceConverterMap().put("trace", LoggedTrace::new);
    layout.setContext(context);
    layout.setPattern(LINE);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setLayout(layout);
    encoder.setCharset(StandardCharsets.UTF_8);
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
