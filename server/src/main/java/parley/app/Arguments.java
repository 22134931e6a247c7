package parley.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.jspecify.annotations.Nullable;

/** What a command was called with: the words behind its name, and the environment. */
final class Arguments {
  private final CommandLine line;
  private final Map<String, String> environment;

  private Arguments(CommandLine line, Map<String, String> environment) {
    this.line = line;
    this.environment = environment;
  }

  /**
   * Takes the words apart.
   *
   * @throws UsageError when they are not what the command understands
   */
  static Arguments parse(Command command, List<String> words, Map<String, String> environment) {
    var options = new Options();
    command.settings().stream()
        .filter(Setting::hasOption)
        .forEach(s -> options.addOption(s.option()));
    command.options().forEach(options::addOption);
    try {
      var parser = DefaultParser.builder().setAllowPartialMatching(false).get();
      var line = parser.parse(options, words.toArray(String[]::new));
      if (line.getArgList().size() > command.operands().size()) {
        var surplus = line.getArgList().get(command.operands().size());
        throw new UsageError(command.name() + " does not understand " + surplus);
      }
      return new Arguments(line, environment);
    } catch (UnrecognizedOptionException e) {
      var known = new ArrayList<String>();
      options.getOptions().forEach(option -> known.add("--" + option.getLongOpt()));
      throw new UsageError(
          "there is no option " + e.getOption() + "; there are " + String.join(", ", known));
    } catch (MissingArgumentException e) {
      throw new UsageError("--" + e.getOption().getLongOpt() + " wants a value");
    } catch (ParseException e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }

  /** Whether a flag was given. */
  boolean has(String flag) {
    return line.hasOption(flag);
  }

  /** An option that is no setting, so has no variable; blank is absent. */
  @Nullable String text(String option) {
    return unlessBlank(line.getOptionValue(option));
  }

  /** A setting: its option goes before its variable; blank is absent. */
  @Nullable String setting(Setting setting) {
    var option = onLine(setting);
    return option != null ? option : unlessBlank(environment.get(setting.variable()));
  }

  /** A setting's option alone, which every user of the machine can see. */
  @Nullable String onLine(Setting setting) {
    return setting.hasOption() ? text(setting.optionName()) : null;
  }

  /** What is neither an option nor an option's value. */
  List<String> operands() {
    return line.getArgList();
  }

  private static @Nullable String unlessBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
