package parley.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps how everything is on a running server, and goes back to that. */
final class TestSnapshot implements TestCommand {
  private static final String PATH = "/Snapshots";

  private final Verb verb;

  TestSnapshot(Verb verb) {
    this.verb = verb;
  }

  /** What is done with a snapshot. */
  enum Verb {
    CREATE("Keeps how everything is on a server with test controls, under NAME."),
    RESTORE("Makes everything on a server as it was at a snapshot."),
    DELETE("Forgets a snapshot."),
    LIST("Tells which snapshots a server has.");

    private final String summary;

    Verb(String summary) {
      this.summary = summary;
    }
  }

  @Override
  public String name() {
    return "test snapshot " + verb.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String summary() {
    return verb.summary;
  }

  @Override
  public List<String> operands() {
    return verb == Verb.LIST ? List.of() : List.of("NAME");
  }

  @Override
  public int run(Arguments arguments) throws IOException, InterruptedException {
    var server = RunningServer.of(arguments);
    return switch (verb) {
      case LIST -> server.get(PATH);
      case CREATE -> server.post(PATH, Map.of("Name", named(arguments)));
      case RESTORE -> server.post(path(arguments) + "/Restore", Map.of());
      case DELETE -> server.delete(path(arguments));
    };
  }

  private String named(Arguments arguments) {
    return arguments.operands().stream()
        .findFirst()
        .orElseThrow(() -> new UsageError(name() + " wants a NAME"));
  }

  private String path(Arguments arguments) {
    return PATH + "/" + RunningServer.encoded(named(arguments));
  }
}
