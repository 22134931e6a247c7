package parley.key;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import parley.access.AccessTokens;
import parley.access.ApiKeys;

/**
 * Makes access tokens for tests and demos; who runs an application makes them there, with a key of
 * its own and the official helpers. All of an account are signed with one key, which the first one
 * makes, so that deleting it ends them all.
 */
public final class Tokens {
  private static final String KEY_NAME = "parley token";

  private final ApiKeys keys;
  private final Clock clock;

  public Tokens(ApiKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Makes a token.
   *
   * @param service the one that is meant; it is there, and the wish's if that names one
   */
  public IssuedToken make(String account, NewToken wish, String service) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var key = keys.named(account, KEY_NAME);
    var maker = new AccessTokens(Clock.fixed(now, ZoneOffset.UTC));
    var token = maker.make(key, wish.identity(), service, wish.life());
    return new IssuedToken(token, wish.identity(), service, now.plus(wish.life()));
  }
}
