package parley.app;

import java.io.PrintStream;
import java.util.List;
import org.apache.commons.cli.Option;

/** Prints how Parley is called. */
final class Help {
  private static final String ENVIRONMENT =
      """
      An option goes before its environment variable, that before the default; both stand behind the
      option. Exit codes: 0 done, 1 could not be done, 2 wrong call.\
      """;

  private Help() {}

  static void printAll(List<Command> commands, PrintStream out) {
    out.println("Parley, a conversations server that speaks the Twilio Conversations v1 API.");
    out.println();
    out.println("Usage: parley COMMAND [OPTIONS]");
    out.println();
    for (var command : commands) {
      row(out, command.name(), command.summary());
    }
    row(out, "help COMMAND", "Tells more of a command, like COMMAND --help.");
    out.println();
    out.println(ENVIRONMENT);
  }

  static void print(Command command, PrintStream out) {
    var operands = command.operands().isEmpty() ? "" : " " + command.operands();
    out.println("Usage: parley " + command.name() + " [OPTIONS]" + operands);
    out.println();
    out.println(command.summary());
    out.println();
    for (var option : command.options().getOptions()) {
      row(out, words(option), option.getDescription());
    }
    row(out, "--help", "this text");
    if (!command.footer().isEmpty()) {
      out.println();
      out.println(command.footer());
    }
    out.println();
    out.println(ENVIRONMENT);
  }

  private static String words(Option option) {
    return "--" + option.getLongOpt() + (option.hasArg() ? " " + option.getArgName() : "");
  }

  private static void row(PrintStream out, String left, String right) {
    out.printf("  %-20s %s%n", left, right);
  }
}
