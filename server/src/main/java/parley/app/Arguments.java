package parley.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.problem.Problem;
import parley.value.Nearest;

/** What a command was called with: the words behind its name, the environment, a file. */
final class Arguments {
  private final CommandLine line;
  private final Map<String, String> environment;
  private final ConfigFile file;

  private Arguments(CommandLine line, Map<String, String> environment) {
    this.line = line;
    this.environment = environment;
    var named = asked(Setting.CONFIG);
    this.file = named == null ? ConfigFile.NONE : ConfigFile.read(named.text());
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
      throw unknown(e.getOption(), options);
    } catch (MissingArgumentException e) {
      throw new UsageError("--" + e.getOption().getLongOpt() + " wants a value");
    } catch (ParseException e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }

  private static UsageError unknown(String option, Options options) {
    var known = new ArrayList<String>();
    options.getOptions().forEach(one -> known.add("--" + one.getLongOpt()));
    return new UsageError(
        "there is no option "
            + option
            + Nearest.to(option, known)
                .map(near -> "; is it " + near + "?")
                .orElse("; there are " + String.join(", ", known)));
  }

  /** Whether a flag was given. */
  boolean has(String flag) {
    return line.hasOption(flag);
  }

  /**
   * An option that is no setting, so has no variable; blank is absent, of several the last holds.
   */
  @Nullable String text(String option) {
    var all = line.getOptionValues(option);
    return all == null ? null : unlessBlank(all[all.length - 1]);
  }

  /** As {@link #text}, for the checks that the API puts a parameter to. */
  Field field(String option) {
    return Field.of("--" + option, text(option));
  }

  /**
   * Reads with the checks of the API.
   *
   * @throws UsageError in place of the problem that they tell
   */
  static <T extends @Nullable Object> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Problem problem) {
      var details = problem.details();
      throw new UsageError(details.get("parameter") + " " + details.get("reason"));
    }
  }

  /** What a setting is set to: option over variable over file; blank is absent. */
  @Nullable String setting(Setting setting) {
    var given = find(setting);
    return given == null ? null : given.text();
  }

  /** As above, and where it is set. */
  @Nullable Given find(Setting setting) {
    var asked = asked(setting);
    return asked == null ? file.find(setting) : asked;
  }

  private @Nullable Given asked(Setting setting) {
    var option = onLine(setting);
    if (option != null) {
      return new Given(option, "--" + setting.optionName(), null);
    }
    var variable = unlessBlank(environment.get(setting.variable()));
    return variable == null ? null : new Given(variable, setting.variable(), null);
  }

  /** A setting's option alone, which every user of the machine can see. */
  @Nullable String onLine(Setting setting) {
    return switch (setting.kind()) {
      case OPTION -> text(setting.optionName());
      case FLAG -> has(setting.optionName()) ? Setting.ON : null;
      case SECRET, LAUNCHER -> null;
    };
  }

  /** What is wrong with the file of settings, whatever a command asks of it. */
  List<String> faultsOfFile() {
    return file.faults();
  }

  /** In words, the variables that look like ours and mean nothing. */
  List<String> unknownVariables() {
    var known = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    return environment.keySet().stream()
        .filter(name -> name.startsWith(Setting.VARIABLES) && !known.contains(name))
        .filter(name -> !name.equals(Ready.BUILT))
        .sorted()
        .map(
            name ->
                "there is no variable "
                    + name
                    + Nearest.to(name, known).map(near -> "; is it " + near + "?").orElse(""))
        .toList();
  }

  /** What is neither an option nor an option's value. */
  List<String> operands() {
    return line.getArgList();
  }

  private static @Nullable String unlessBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
