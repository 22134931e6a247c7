package parley.app;

import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * The trace below a line for people, each line of it behind a tab: the words of a failure may be a
 * caller's, and must not look like a line that was logged.
 */
final class LoggedTrace extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy failure) {
    return super.throwableProxyToString(failure)
        .lines()
        .map(
            line -> "\t" + line.strip().replaceAll(LogEncoders.BREAKS, "") + System.lineSeparator())
        .collect(joining());
  }
}
