package parley.app;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Option;

/** One command of the command line. */
interface Command {
  /** Its words on the command line. */
  String name();

  /** What it does, in one line. */
  String summary();

  /** What stands below its options in its help; empty for nothing. */
  default String footer() {
    return "";
  }

  /** The settings that it reads. */
  default List<Setting> settings() {
    return Place.SETTINGS;
  }

  /** Its own options, which have no variable. */
  default List<Option> options() {
    return List.of();
  }

  /** What stands behind its name and options. */
  default List<String> operands() {
    return List.of();
  }

  /** Runs it. The exit code. */
  int run(Arguments arguments) throws IOException, InterruptedException;

  /** An option with a value. */
  static Option option(String name, String value, String description) {
    return Option.builder().longOpt(name).hasArg().argName(value).desc(description).get();
  }

  /** An option that is given or not. */
  static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }
}
