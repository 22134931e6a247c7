package parley.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The command line. Exit codes: 0 done, 1 could not be done, 2 wrong call. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_CALL = 2;

  private final Map<String, String> environment;

  Main(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    System.exit(new Main(System.getenv()).run(List.of(words)));
  }

  private static List<Command> commands() {
    return List.of(
        new Serve(),
        new Token(),
        new CreateKey(),
        new ListKeys(),
        new DeleteKey(),
        new Version(),
        new Train());
  }

  int run(List<String> words) throws IOException, InterruptedException {
    try {
      return dispatch(words);
    } catch (UsageError e) {
      System.err.println("parley: " + e.getMessage() + " (see parley help)");
      return WRONG_CALL;
    } catch (Refusal e) {
      System.err.println("parley: " + e.getMessage());
      return FAILED;
    }
  }

  private int dispatch(List<String> words) throws IOException, InterruptedException {
    if (words.isEmpty() || List.of("help", "--help", "-h").contains(words.getFirst())) {
      return help(words.subList(Math.min(1, words.size()), words.size()), words.isEmpty());
    }
    if (words.getFirst().equals("--version") || words.getFirst().equals("-V")) {
      return dispatch(List.of("version"));
    }
    var command = find(words).orElseThrow(() -> unknown(words));
    var rest = words.subList(command.name().split(" ", -1).length, words.size());
    if (rest.contains("--help") || rest.contains("-h")) {
      Help.print(command, System.out);
      return 0;
    }
    return command.run(parse(command.options(), rest));
  }

  private static int help(List<String> words, boolean nothingAsked) {
    var command = find(words);
    if (command.isPresent()) {
      Help.print(command.get(), System.out);
      return 0;
    }
    if (!words.isEmpty()) {
      throw unknown(words);
    }
    var shown = commands().stream().filter(one -> !(one instanceof Train)).toList();
    Help.printAll(shown, nothingAsked ? System.err : System.out);
    return nothingAsked ? WRONG_CALL : 0;
  }

  /** The command whose words these begin with. */
  private static Optional<Command> find(List<String> words) {
    return commands().stream()
        .filter(
            command -> {
              var name = List.of(command.name().split(" ", -1));
              return words.size() >= name.size() && words.subList(0, name.size()).equals(name);
            })
        .findFirst();
  }

  private static UsageError unknown(List<String> words) {
    var names = commands().stream().map(Command::name).filter(name -> !name.equals("train"));
    return new UsageError(
        "there is no command "
            + words.getFirst()
            + "; there are "
            + String.join(", ", names.toList()));
  }

  private Arguments parse(Options options, List<String> words) {
    try {
      var parser = DefaultParser.builder().setAllowPartialMatching(false).get();
      return new Arguments(parser.parse(options, words.toArray(String[]::new)), environment);
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
}
