package parley.app;

import java.time.Clock;
import java.util.List;
import org.apache.commons.cli.Option;
import parley.key.NewApiKey;

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
  public List<Option> options() {
    return List.of(Command.option("name", "TEXT", "a name to know the key by"));
  }

  @Override
  public int run(Arguments arguments) {
    var name = Arguments.checked(() -> NewApiKey.friendlyName(arguments.field("name")));
    try (var visit = Visit.to(Place.of(arguments), Clock.systemUTC())) {
      var key = visit.apiKeys().add(visit.account(), name);
      System.out.println("sid     " + key.sid());
      System.out.println("secret  " + key.secret());
    }
    return 0;
  }
}
