package parley.app;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.access.AccessTokens;
import parley.access.ApiKey;
import parley.event.Events;
import parley.service.Services;
import parley.value.Sids;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints an access token, with which a client of the realtime protocol signs in. */
@Command(name = "token", description = "Prints an access token for an identity.")
final class TokenCommand implements Callable<Integer> {
  private static final String KEY_NAME = "parley token";

  @Mixin Settings settings = new Settings();

  @Option(names = "--identity", required = true, description = "Whom the token lets in.")
  String identity = "";

  @Option(
      names = "--service",
      paramLabel = "SID",
      description = "Which service the token is for; the default one if not given.")
  @Nullable String service;

  @Option(
      names = "--ttl",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long the token is good, up to 86400 seconds (${DEFAULT-VALUE}).")
  long ttlSeconds = 3600;

  private final Map<String, String> environment = System.getenv();

  @Override
  public Integer call() {
    var life = Duration.ofSeconds(ttlSeconds);
    if (ttlSeconds < 1 || life.compareTo(AccessTokens.LIFE_MAX) > 0) {
      throw new Refusal("--ttl must be from 1 to " + AccessTokens.LIFE_MAX.toSeconds());
    }
    if (identity.isBlank()) {
      throw new Refusal("--identity must not be empty");
    }
    var clock = Clock.systemUTC();
    try (var installation = Installation.visit(settings, environment, clock)) {
      var services = new Services(installation.database(), new Events(), new Sids(clock), clock);
      var account = installation.account().sid();
      var sid = service == null ? defaultService(services, account) : service;
      if (!services.exists(account, sid)) {
        throw new Refusal("there is no service " + sid);
      }
      System.out.println(new AccessTokens(clock).make(key(installation), identity, sid, life));
    }
    return 0;
  }

  private static String defaultService(Services services, String account) {
    return services
        .knownDefaultOf(account)
        .orElseThrow(
            () ->
                new Refusal(
                    "there is no default service yet; start the server and send it a request, or"
                        + " name --service"));
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
