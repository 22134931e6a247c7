package parley.app;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import parley.proxy.ProxyVariables;

/** Prints the variables that lead a program through the proxy. */
final class ShowVariables implements Command {
  private static final String SHELL = "shell";
  private static final String DOTENV = "dotenv";

  @Override
  public String name() {
    return "env";
  }

  @Override
  public String summary() {
    return "Prints the variables that lead a program to Parley, by the proxy of serve --proxy-port"
        + " or of proxy.";
  }

  @Override
  public String footer() {
    return """
    For each language of the official SDKs; with --shell or --dotenv all together:
    eval "$(parley env --proxy-port 8888 --shell)"
    Without a port it is 8888, as for parley proxy.\
    """;
  }

  @Override
  public List<Setting> settings() {
    return ProxyPlace.SETTINGS;
  }

  @Override
  public List<Option> options() {
    return List.of(
        Command.flag(SHELL, "lines for a shell: export NAME='value'"),
        Command.flag(DOTENV, "lines for a .env file: NAME=\"value\""));
  }

  @Override
  public int run(Arguments arguments) {
    var asked = new Asked(arguments);
    var data = asked.parsed(Setting.DATA, Place.path(Setting.DATA.otherwise()), Place::path);
    var place = ProxyPlace.of(asked);
    if (place.rules().port() == 0) {
      asked.fault(Setting.PROXY_PORT, "must be the port that the proxy has taken");
    }
    asked.check();
    var files = place.files(data);
    if (!Files.exists(files.certificate())) {
      System.err.printf(
          "There is no authority in %s yet, so these name files that are not there. A proxy makes"
              + " it when it starts, where its --proxy-ca or --data says: say the same here.%n",
          files.directory());
    }
    var variables = new ProxyVariables(place.address(), files);
    System.out.print(
        arguments.has(SHELL)
            ? shell(variables.all())
            : arguments.has(DOTENV) ? dotenv(variables.all()) : text(variables));
    System.out.flush();
    return 0;
  }

  /** For people: language by language, to paste into a shell. */
  static String text(ProxyVariables variables) {
    return variables.languages().stream()
        .map(one -> "# " + one.name() + "\n" + shell(one.variables()))
        .collect(Collectors.joining());
  }

  private static String shell(Map<String, String> variables) {
    return lines(variables, "export %s='%s'\n", "'", "'\\''");
  }

  private static String dotenv(Map<String, String> variables) {
    return lines(variables, "%s=\"%s\"\n", "\"", "\\\"");
  }

  private static String lines(
      Map<String, String> variables, String line, String quote, String escaped) {
    return variables.entrySet().stream()
        .map(one -> line.formatted(one.getKey(), one.getValue().replace(quote, escaped)))
        .collect(Collectors.joining());
  }
}
