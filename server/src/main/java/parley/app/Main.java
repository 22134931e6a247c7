package parley.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command line. Exit codes: 0 done, 1 could not be done, 2 wrong call. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_CALL = 2;

  private final Map<String, String> environment;

  Main(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Ends the process whatever happens: threads of a half-made server would keep it alive. */
  public static void main(String[] words) {
    System.exit(new Main(System.getenv()).run(List.of(words)));
  }

  private static List<Command> commands() {
    return List.of(
        new Serve(),
        new ShowConfig(),
        new ServeProxy(),
        new ShowVariables(),
        new Token(),
        new CreateKey(),
        new ListKeys(),
        new DeleteKey(),
        new AcceptSecrets(),
        new BackUp(),
        new RestoreBackup(),
        new TestFixtures(),
        new TestFaults(),
        new TestTime(),
        new TestReset(),
        new TestSnapshot(TestSnapshot.Verb.CREATE),
        new TestSnapshot(TestSnapshot.Verb.RESTORE),
        new TestSnapshot(TestSnapshot.Verb.LIST),
        new TestSnapshot(TestSnapshot.Verb.DELETE),
        new Version(),
        new Train());
  }

  int run(List<String> words) {
    try {
      return dispatch(words);
    } catch (UsageError e) {
      e.faults().forEach(Main::tell);
      tell("see parley help" + find(words).map(command -> " " + command.name()).orElse(""));
      return WRONG_CALL;
    } catch (Refusal e) {
      tell(e.getMessage());
      return FAILED;
    } catch (Throwable e) { // also what no one has foreseen ends in one line
      tell("failed: " + Reasons.of(e));
      return FAILED;
    }
  }

  private static void tell(@Nullable String line) {
    System.err.println("parley: " + Reasons.inOneLine(String.valueOf(line)));
  }

  private int dispatch(List<String> words) throws IOException, InterruptedException {
    if (words.isEmpty() || asksForHelp(words.getFirst())) {
      return help(words.subList(Math.min(1, words.size()), words.size()), words.isEmpty());
    }
    if (words.getFirst().equals("--version") || words.getFirst().equals("-V")) {
      return dispatch(List.of("version"));
    }
    var command = find(words);
    if (command.isEmpty()) {
      return group(words);
    }
    var name = command.get().name().split(" ", -1);
    var rest = words.subList(name.length, words.size());
    if (rest.contains("--help") || rest.contains("-h")) {
      Help.print(command.get(), System.out);
      return 0;
    }
    return command.get().run(Arguments.parse(command.get(), rest, environment));
  }

  private static boolean asksForHelp(String word) {
    return List.of("help", "--help", "-h").contains(word);
  }

  /** A first word that several commands share, by itself. */
  private static int group(List<String> words) {
    var alike =
        commands().stream().filter(one -> one.name().startsWith(words.getFirst() + " ")).toList();
    if (alike.isEmpty() || (words.size() > 1 && !asksForHelp(words.get(1)))) {
      throw unknown(words);
    }
    Help.printAll(alike, words.size() > 1 ? System.out : System.err);
    return words.size() > 1 ? 0 : WRONG_CALL;
  }

  private static int help(List<String> words, boolean nothingAsked) {
    var command = find(words);
    if (command.isPresent()) {
      Help.print(command.get(), System.out);
      return 0;
    }
    if (!words.isEmpty()) {
      return group(List.of(words.getFirst(), "--help"));
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
            + String.join(" ", words)
            + "; there are "
            + String.join(", ", names.toList()));
  }
}
