package parley.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Sets up logging in code, because reading a file of it would cost a fifth of the start-up. */
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String CONSOLE = "console";

  /** Writes what is logged from now on in another format; until then it is for people. */
  static void use(LogFormat format) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger("ROOT").getAppender(CONSOLE)
            instanceof ConsoleAppender<ILoggingEvent> console) {
      console.setEncoder(LogEncoders.of(format, context));
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (isOfAnotherProgram()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setName(CONSOLE);
    console.setTarget("System.err"); // standard output is for the answers of commands
    console.setEncoder(LogEncoders.of(LogFormat.HUMAN, context));
    console.start();
    var root = context.getLogger("ROOT");
    root.setLevel(Level.WARN);
    root.addAppender(console);
    context.getLogger("parley").setLevel(Level.INFO);
    // They warn of a Host header that is malformed, or there twice: a caller's fault, which he is
    // told in the answer.
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
    context.getLogger("org.eclipse.jetty.http.HttpParser").setLevel(Level.ERROR);
    // It warns with a trace of each connection that breaks: each request it breaks under is told.
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Whether Parley runs within a program that sets up Logback in its own way. */
  private static boolean isOfAnotherProgram() {
    var loader = Logging.class.getClassLoader();
    return Stream.of("logback-test.xml", "logback.xml")
        .anyMatch(file -> loader.getResource(file) != null);
  }
}
