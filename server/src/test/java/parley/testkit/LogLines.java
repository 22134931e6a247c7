package parley.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged under a name while a test runs; a trace counts as further lines. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  /** Listens to all loggers of a package, or of one class. */
  public static LogLines of(String name) {
    var lines = new LogLines((Logger) LoggerFactory.getLogger(name));
    lines.start();
    lines.logger.addAppender(lines);
    return lines;
  }

  private LogLines(Logger logger) {
    this.logger = logger;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
    event.getFormattedMessage().lines().forEach(lines::add);
    if (event.getThrowableProxy() != null) {
      for (var step : event.getThrowableProxy().getStackTraceElementProxyArray()) {
        lines.add(step.getSTEAsString());
      }
    }
  }

  public List<String> all() {
    return List.copyOf(lines);
  }

  /** The same with all that stands beside the lines. */
  public List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
