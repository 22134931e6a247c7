package parley.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;
import parley.storage.Database;
import parley.storage.Migrations;

/** Has the database take the auth token and the secret key as they are set now. */
final class AcceptSecrets implements Command {
  private static final String FORGET = "forget-unreadable";

  @Override
  public String name() {
    return "secrets accept";
  }

  @Override
  public String summary() {
    return "Has the database take the auth token and the secret key as they are set now.";
  }

  @Override
  public String footer() {
    return """
    A server whose auth token or secret key is not the one that its database was written with does
    not start. If you changed one on purpose, stop the servers, run this with the new ones set, and
    start them again. A file auth-token or secret-key that is missing is made anew.

    What the old secret key encrypted (API keys, the secrets of push credentials) the new one does
    not open. Such secrets are lost with --forget-unreadable, and only then.\
    """;
  }

  @Override
  public List<Setting> settings() {
    var all = new ArrayList<>(Place.SETTINGS);
    all.add(Setting.AUTH_TOKEN);
    return all;
  }

  @Override
  public List<Option> options() {
    return List.of(
        Command.flag(FORGET, "delete the secrets in the database that the key does not open"));
  }

  @Override
  public int run(Arguments arguments) {
    var place = Place.of(arguments);
    var clock = Clock.systemUTC();
    Visit.requireThere(place);
    var lock = ServerLock.take(place.database());
    try {
      int lost =
          OpenDatabase.with(
              place,
              clock,
              Migrations::verify,
              database -> accept(place, database, arguments.has(FORGET), clock));
      System.out.println("the auth token and the secret key are taken as they are set");
      if (lost > 0) {
        System.out.println(lost + " secrets that the key does not open are deleted");
      }
    } finally {
      lock.close();
    }
    return 0;
  }

  private static int accept(Place place, Database database, boolean forget, Clock clock) {
    try (database) {
      Visit.account(place, database, clock);
      var directory = DataDirectory.ensure(place.data());
      return new Secrets(place, directory, database, clock).accept(forget);
    }
  }
}
