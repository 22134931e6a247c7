package parley.app;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.console.ConfiguredValue;
import parley.storage.DatabaseAddress;

/** Prints what a server would be started with, and where each value came from. */
final class ShowConfig implements Command {
  private static final String SET = "(set)";

  @Override
  public String name() {
    return "config";
  }

  @Override
  public String summary() {
    return "Prints what serve would be started with, and where each value came from.";
  }

  @Override
  public String footer() {
    return """
    Takes what serve takes. Secrets are shown as %s. What is wrong is told as serve tells it, with
    exit code 2; nothing is opened or made.\
    """
        .formatted(SET);
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.values());
  }

  @Override
  public int run(Arguments arguments) {
    for (var one : values(arguments)) {
      System.out.printf("%-26s %-40s %s%n", one.name(), one.value(), one.where());
    }
    System.out.flush();
    arguments.unknownVariables().forEach(ShowConfig::warn);
    Settings.of(arguments).warnings().forEach(ShowConfig::warn);
    return 0;
  }

  /** Every setting, as it may be shown. */
  static List<ConfiguredValue> values(Arguments arguments) {
    return Arrays.stream(Setting.values())
        .map(setting -> value(setting, arguments.find(setting)))
        .toList();
  }

  private static ConfiguredValue value(Setting setting, @Nullable Given given) {
    return given == null
        ? new ConfiguredValue(setting.optionName(), setting.otherwise(), "default")
        : new ConfiguredValue(
            setting.optionName(),
            Reasons.inOneLine(shown(setting, given.text())),
            Reasons.inOneLine(given.where()));
  }

  private static String shown(Setting setting, String text) {
    if (setting == Setting.DATABASE) {
      return withoutPasswords(text);
    }
    return setting.isSecret(text) ? SET : text;
  }

  private static String withoutPasswords(String url) {
    try {
      return DatabaseAddress.of(url, null).url();
    } catch (IllegalArgumentException e) {
      return SET; // nobody knows where a password is in it
    }
  }

  private static void warn(String what) {
    System.err.println("parley: warning: " + what);
  }
}
