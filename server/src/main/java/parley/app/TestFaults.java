package parley.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;

/** Has something go wrong on a running server; lists and ends what does. */
final class TestFaults implements TestCommand {
  private static final String PATH = "/Faults";
  private static final String CLEAR = "clear";

  /** By which parameter of the API each option goes. */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("method", "Method"),
          Map.entry("route", "Route"),
          Map.entry("target", "Target"),
          Map.entry("share", "Share"),
          Map.entry("times", "Times"),
          Map.entry("seed", "Seed"),
          Map.entry("status", "Status"),
          Map.entry("code", "Code"),
          Map.entry("delay-ms", "DelayMs"),
          Map.entry("drop", "When"));

  @Override
  public String name() {
    return "test faults";
  }

  @Override
  public String summary() {
    return "Has something go wrong on a server with test controls; without options lists what"
        + " does.";
  }

  @Override
  public String footer() {
    return "What each means stands in docs/testing.md.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Command.option("route", "TEMPLATE", "of an operation: /v1/Conversations/{Sid}/Messages"),
        Command.option("method", "METHOD", "GET, POST or DELETE (any)"),
        Command.option("target", "URL", "what the URL of a webhook begins with, in place of these"),
        Command.option("share", "SHARE", "of the calls, 0 to 1 (1)"),
        Command.option("times", "COUNT", "how often at most (without end)"),
        Command.option("seed", "NUMBER", "of the chance by which the share is drawn (0)"),
        Command.option("status", "STATUS", "what is answered"),
        Command.option("code", "CODE", "the API's code beside the status (the one that fits)"),
        Command.option("delay-ms", "MS", "how much slower it is"),
        Command.option("drop", "WHEN", "the connection is cut before or after the change"),
        Command.flag(CLEAR, "has nothing go wrong any more"),
        RunningServer.URL);
  }

  @Override
  public int run(Arguments arguments) throws IOException, InterruptedException {
    var server = RunningServer.of(arguments);
    var form = new LinkedHashMap<String, String>();
    PARAMETERS.forEach(
        (option, parameter) -> {
          var text = arguments.text(option);
          if (text != null) {
            form.put(parameter, text);
          }
        });
    if (form.containsKey("When")) {
      form.put("Drop", "true");
    }
    if (arguments.has(CLEAR)) {
      if (!form.isEmpty()) {
        throw new UsageError("--clear stands alone");
      }
      return server.delete(PATH);
    }
    return form.isEmpty() ? server.get(PATH) : server.post(PATH, form);
  }
}
