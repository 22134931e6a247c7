package parley.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.commons.cli.Option;

/** Moves the clock of a running server, or tells what it shows. */
final class TestTime implements TestCommand {
  private static final String PATH = "/Clock";
  private static final String ADVANCE = "advance";
  private static final String NOW = "now";
  private static final String FREEZE = "freeze";
  private static final String UNFREEZE = "unfreeze";

  @Override
  public String name() {
    return "test clock";
  }

  @Override
  public String summary() {
    return "Moves the clock of a server with test controls; without options tells what it shows.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Command.option(ADVANCE, "DURATION", "how far it goes forward: PT24H, P2W, P1M"),
        Command.option(NOW, "TIME", "to when it is set: 2026-01-01T00:00:00Z"),
        Command.flag(FREEZE, "stops it"),
        Command.flag(UNFREEZE, "lets it run on"),
        RunningServer.URL);
  }

  @Override
  public int run(Arguments arguments) throws IOException, InterruptedException {
    var server = RunningServer.of(arguments);
    var form = new LinkedHashMap<String, String>();
    if (arguments.has(FREEZE) && arguments.has(UNFREEZE)) {
      throw new UsageError("--freeze and --unfreeze exclude each other");
    }
    if (arguments.has(FREEZE) || arguments.has(UNFREEZE)) {
      form.put("Frozen", Boolean.toString(arguments.has(FREEZE)));
    }
    var now = arguments.text(NOW);
    if (now != null) {
      form.put("Now", now);
    }
    var advance = arguments.text(ADVANCE);
    if (advance != null) {
      form.put("Advance", advance);
    }
    return form.isEmpty() ? server.get(PATH) : server.post(PATH, form);
  }
}
