package parley.app;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;

/** Prints how Parley is called. */
final class Help {
  private static final String ENVIRONMENT =
      """
      An option goes before its environment variable, that before the file that --config names, that
      before the default; blank is absent. What has no option is secret, or read by the launcher.
      Exit codes: 0 done, 1 could not be done, 2 wrong call.\
      """;

  private Help() {}

  static void printAll(List<Command> commands, PrintStream out) {
    out.println("Parley, a conversations server that speaks the Twilio Conversations v1 API.");
    out.println();
    out.println("Usage: parley COMMAND [OPTIONS]");
    out.println();
    var rows = new LinkedHashMap<String, String>();
    commands.forEach(command -> rows.put(command.name(), command.summary()));
    rows.put("help COMMAND", "Tells more of a command, like COMMAND --help.");
    printRows(rows, out);
    out.println();
    out.println(ENVIRONMENT);
  }

  static void print(Command command, PrintStream out) {
    var operands = command.operands().stream().map(operand -> " " + operand);
    out.println("Usage: parley " + command.name() + " [OPTIONS]" + operands.collect(joining()));
    out.println();
    out.println(command.summary());
    out.println();
    for (var option : command.options()) {
      entry(out, words(option), option.getDescription());
    }
    entry(out, "--help", "this text");
    for (var setting : command.settings()) {
      entry(out, setting.usage(), setting.meaning() + "; default: " + setting.otherwise());
    }
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

  private static void entry(PrintStream out, String left, String right) {
    out.println("  " + left);
    out.println("      " + right);
  }

  private static void printRows(Map<String, String> rows, PrintStream out) {
    var width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    rows.forEach(
        (left, right) -> out.println("  " + left + " ".repeat(width + 1 - left.length()) + right));
  }
}
