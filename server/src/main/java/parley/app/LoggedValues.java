package parley.app;

import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.event.KeyValuePair;

/**
 * The values beside the text of a line for people: {@code status="200"}. A quotation mark within a
 * value stands behind a backslash, so that no caller's text ends it and adds another value.
 */
final class LoggedValues extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    var pairs = event.getKeyValuePairs();
    return pairs == null ? "" : pairs.stream().map(LoggedValues::text).collect(joining(" "));
  }

  private static String text(KeyValuePair pair) {
    var value = String.valueOf(pair.value).replace("\\", "\\\\").replace("\"", "\\\"");
    return pair.key + "=\"" + value + "\"";
  }
}
