package parley.app;

import java.io.IOException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

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

  Options options();

  /** How it is called, behind its name and options; empty for nothing. */
  default String operands() {
    return "";
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
