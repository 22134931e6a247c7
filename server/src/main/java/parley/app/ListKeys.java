package parley.app;

import java.time.Clock;

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
  public int run(Arguments arguments) {
    try (var visit = Visit.to(Place.of(arguments), Clock.systemUTC())) {
      for (var key : visit.apiKeys().list(visit.account())) {
        var name = key.friendlyName();
        System.out.println(key.sid() + (name == null ? "" : "  " + name));
      }
    }
    return 0;
  }
}
