package parley.app;

import java.time.Clock;
import org.apache.commons.cli.Options;

/** Lists API keys, without their secrets. */
final class ListKeys implements Command {
  @Override
  public String name() {
    return "key list";
  }

  @Override
  public String summary() {
    return "Lists the API keys, without their secrets.";
  }

  @Override
  public Options options() {
    return Arguments.withData();
  }

  @Override
  public int run(Arguments arguments) {
    try (var installation = Installation.visit(arguments, Clock.systemUTC())) {
      for (var key : installation.apiKeys().list(installation.account().sid())) {
        var name = key.friendlyName();
        System.out.println(key.sid() + (name == null ? "" : "  " + name));
      }
    }
    return 0;
  }
}
