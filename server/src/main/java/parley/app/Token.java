package parley.app;

import java.time.Clock;
import java.util.List;
import org.apache.commons.cli.Option;
import parley.access.AccessTokens;
import parley.event.Events;
import parley.key.NewToken;
import parley.key.Tokens;
import parley.service.Services;
import parley.value.Sids;

/** Prints an access token, for tests and demos. */
final class Token implements Command {
  @Override
  public String name() {
    return "token";
  }

  @Override
  public String summary() {
    return "Prints an access token for an identity.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Command.option("identity", "NAME", "whom the token lets in; required"),
        Command.option("service", "SID", "which service it is for (the default service)"),
        Command.option(
            "ttl",
            "SECONDS",
            "how long it is good, at most %d (%d)"
                .formatted(AccessTokens.LIFE_MAX.toSeconds(), NewToken.LIFE.toSeconds())));
  }

  @Override
  public int run(Arguments arguments) {
    var wish =
        Arguments.checked(
            () ->
                NewToken.of(
                    arguments.field("identity"),
                    arguments.field("service"),
                    arguments.field("ttl")));
    var clock = Clock.systemUTC();
    try (var visit = Visit.to(Place.of(arguments), clock)) {
      var service = service(wish, visit, clock);
      var issued = new Tokens(visit.apiKeys(), clock).make(visit.account(), wish, service);
      System.out.println(issued.token());
    }
    return 0;
  }

  private static String service(NewToken wish, Visit visit, Clock clock) {
    var services = new Services(visit.database(), new Events(), new Sids(clock), clock);
    var account = visit.account();
    var named = wish.serviceSid();
    if (named == null) {
      return services
          .knownDefaultOf(account)
          .orElseThrow(
              () -> new Refusal("there is no default service yet: send the server one request"));
    }
    if (!services.exists(account, named)) {
      throw new Refusal("there is no service " + named);
    }
    return named;
  }
}
