package parley.app;

import java.time.Clock;
import java.time.Duration;
import org.apache.commons.cli.Options;
import parley.access.AccessTokens;
import parley.access.ApiKey;
import parley.event.Events;
import parley.service.Services;
import parley.value.Sids;

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
  public Options options() {
    return Arguments.withData(
        Command.option("identity", "NAME", "whom the token lets in; required"),
        Command.option("service", "SID", "which service it is for (the default service)"),
        Command.option("ttl", "SECONDS", "how long it is good, at most 86400 (" + LIFE + ")"));
  }

  @Override
  public int run(Arguments arguments) {
    var identity = arguments.text("identity");
    if (identity == null || identity.isBlank()) {
      throw new UsageError("--identity is required");
    }
    var ttl = arguments.text("ttl");
    var seconds =
        Arguments.number("ttl", ttl == null ? LIFE : ttl, 1, AccessTokens.LIFE_MAX.toSeconds());
    var clock = Clock.systemUTC();
    try (var installation = Installation.visit(arguments, clock)) {
      var service = service(arguments, installation, clock);
      var token =
          new AccessTokens(clock)
              .make(key(installation), identity, service, Duration.ofSeconds(seconds));
      System.out.println(token);
    }
    return 0;
  }

  private static String service(Arguments arguments, Installation installation, Clock clock) {
    var services = new Services(installation.database(), new Events(), new Sids(clock), clock);
    var account = installation.account().sid();
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
  private static ApiKey key(Installation installation) {
    var account = installation.account().sid();
    return installation.apiKeys().list(account).stream()
        .filter(key -> KEY_NAME.equals(key.friendlyName()))
        .findFirst()
        .orElseGet(() -> installation.apiKeys().add(account, KEY_NAME));
  }
}
