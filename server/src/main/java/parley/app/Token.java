package parley.app;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.commons.cli.Option;
import parley.access.AccessTokens;
import parley.access.ApiKey;
import parley.event.Events;
import parley.http.Field;
import parley.problem.Problem;
import parley.service.Services;
import parley.user.NewUser;
import parley.value.Sids;
import parley.value.WholeNumber;

/** Prints an access token, with which a client of the realtime protocol signs in. */
final class Token implements Command {
  private static final String KEY_NAME = "parley token";
  private static final String LIFE = "3600";

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
        Command.option("ttl", "SECONDS", "how long it is good, at most 86400 (" + LIFE + ")"));
  }

  @Override
  public int run(Arguments arguments) {
    var identity = identity(arguments);
    var ttl = arguments.text("ttl");
    var life = life(ttl == null ? LIFE : ttl);
    var clock = Clock.systemUTC();
    try (var visit = Visit.to(Place.of(arguments), clock)) {
      var service = service(arguments, visit, clock);
      var token = new AccessTokens(clock).make(key(visit), identity, service, life);
      System.out.println(token);
    }
    return 0;
  }

  /** An identity that the API would take too: a token must not let in whom no path can name. */
  private static String identity(Arguments arguments) {
    var identity = arguments.text("identity");
    if (identity == null) {
      throw new UsageError("--identity is required");
    }
    try {
      return NewUser.identity(Field.of("--identity", identity));
    } catch (Problem problem) {
      throw new UsageError("--identity " + problem.details().get("reason"));
    }
  }

  private static Duration life(String text) {
    var most = AccessTokens.LIFE_MAX.toSeconds();
    var seconds = WholeNumber.parse(text);
    if (seconds != null && seconds >= 1 && seconds <= most) {
      return Duration.ofSeconds(seconds);
    }
    throw new UsageError("--ttl must be a whole number from 1 to %d, not %s".formatted(most, text));
  }

  private static String service(Arguments arguments, Visit visit, Clock clock) {
    var services = new Services(visit.database(), new Events(), new Sids(clock), clock);
    var account = visit.account();
    var named = arguments.text("service");
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

  /** Tokens of this command share one key, which is made for the first of them. */
  private static ApiKey key(Visit visit) {
    var account = visit.account();
    return visit.apiKeys().list(account).stream()
        .filter(key -> KEY_NAME.equals(key.friendlyName()))
        .findFirst()
        .orElseGet(() -> visit.apiKeys().add(account, KEY_NAME));
  }
}
