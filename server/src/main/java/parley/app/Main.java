package parley.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 could not, 2 wrong options. */
@Command(
    name = "parley",
    description = "A self-hosted conversations server that speaks the Twilio Conversations v1 API.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      Serve.class,
      TokenCommand.class,
      KeyCommand.class,
      VersionCommand.class,
      Train.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:could not be done; the reason is told", "2:wrong options"})
public final class Main implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by the command line parser
  CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new Main());
    for (var subcommand : commandLine.getSubcommands().values()) {
      subcommand.getCommandSpec().mixinStandardHelpOptions(true);
      subcommand.getCommandSpec().versionProvider(new Version());
      subcommand
          .getSubcommands()
          .values()
          .forEach(nested -> nested.getCommandSpec().mixinStandardHelpOptions(true));
    }
    commandLine.setExecutionExceptionHandler(Main::explain);
    return commandLine;
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof Refusal refusal) {
      commandLine.getErr().println("parley: " + refusal.getMessage());
      return 1;
    }
    throw failure;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "parley: name a command");
  }
}
