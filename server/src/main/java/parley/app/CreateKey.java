package parley.app;

import java.time.Clock;
import org.apache.commons.cli.Options;

/** Makes an API key: an alternative to the auth token that can be taken back by itself. */
final class CreateKey implements Command {
  @Override
  public String name() {
    return "key create";
  }

  @Override
  public String summary() {
    return "Makes an API key and prints its SID and, this once, its secret.";
  }

  @Override
  public Options options() {
    return Arguments.withData(Command.option("name", "TEXT", "a name to know the key by"));
  }

  @Override
  public int run(Arguments arguments) {
    try (var installation = Installation.visit(arguments, Clock.systemUTC())) {
      var key = installation.apiKeys().add(installation.account().sid(), arguments.text("name"));
      System.out.println("sid     " + key.sid());
      System.out.println("secret  " + key.secret());
    }
    return 0;
  }
}
