package parley.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * What a command was called with. An option goes before its environment variable, that before the
 * default.
 */
final class Arguments {
  /** Where the data is: options of every command that needs it. */
  static final List<Option> DATA =
      List.of(
          Command.option(
              "data", "DIR", "directory of the data and the secrets (PARLEY_DATA; parley-data)"),
          Command.option(
              "database",
              "JDBC-URL",
              "jdbc:postgresql://... for PostgreSQL 15 or newer (PARLEY_DATABASE; a file in DIR)"));

  private final CommandLine line;
  private final Map<String, String> environment;

  Arguments(CommandLine line, Map<String, String> environment) {
    this.line = line;
    this.environment = environment;
  }

  static Options withData(Option... options) {
    var all = new Options();
    DATA.forEach(all::addOption);
    for (var option : options) {
      all.addOption(option);
    }
    return all;
  }

  boolean has(String option) {
    return line.hasOption(option);
  }

  /** The option, which has no environment variable. */
  @Nullable String text(String option) {
    return line.getOptionValue(option);
  }

  /** The option or its environment variable: PARLEY_ and its name in capitals. */
  @Nullable String setting(String option) {
    var given = line.getOptionValue(option);
    var variable = "PARLEY_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
    var text = given != null ? given : environment.get(variable);
    return text == null || text.isBlank() ? null : text;
  }

  String setting(String option, String otherwise) {
    var text = setting(option);
    return text == null ? otherwise : text;
  }

  /** A whole number within bounds. */
  static long number(String option, String text, long least, long most) {
    try {
      var number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of bounds
    }
    throw new UsageError(
        "--%s must be a whole number from %d to %d, not %s".formatted(option, least, most, text));
  }

  /** What is neither an option nor an option's value. */
  List<String> operands() {
    return line.getArgList();
  }

  Map<String, String> environment() {
    return environment;
  }

  Path data() {
    return Path.of(setting("data", "parley-data"));
  }

  String jdbcUrl() {
    return setting("database", "jdbc:sqlite:" + data().resolve("parley.db"));
  }
}
