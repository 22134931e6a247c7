package parley.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Sids;
import parley.value.Text;

/**
 * Tells who asks: by HTTP Basic authentication an account (docs/behaviour.md 1.2), by an access
 * token a user (5.1).
 */
public final class Access {
  private static final String BEARER = "Bearer ";

  private final Account account;
  private final Function<String, Optional<ApiKey>> apiKeys;
  private final TokenVerifier tokens;
  private final Sessions sessions;
  private final Duration skew;
  private final boolean webhooksWanted;

  /**
   * @param apiKeys finds a key by its SID, if it is still there
   * @param webhooksWanted whether webhooks hear of all that the account changes
   * @param clock by which access tokens begin and end
   */
  public Access(
      Account account,
      Function<String, Optional<ApiKey>> apiKeys,
      boolean webhooksWanted,
      AccessRules rules,
      Sessions sessions,
      Clock clock) {
    this.account = account;
    this.apiKeys = apiKeys;
    this.skew = rules.tokenSkew();
    this.tokens = new TokenVerifier(account.sid(), apiKeys, rules.tokenSkew(), clock);
    this.sessions = sessions;
    this.webhooksWanted = webhooksWanted;
  }

  /**
   * The caller that the headers prove.
   *
   * @param authorization the header of that name
   * @param accessToken an access token that came in a header of its own; the other one decides
   *     where both came
   * @throws parley.problem.Problem 20003 when they prove nobody, never why, so that nobody can
   *     guess; for a bad access token as {@link #verify}
   */
  public Caller authenticate(@Nullable String authorization, @Nullable String accessToken) {
    if (authorization == null && accessToken != null) {
      return verify(accessToken);
    }
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return verify(authorization.substring(BEARER.length()).strip());
    }
    return account(decode(authorization));
  }

  /**
   * The user whom an access token means, whichever way it came.
   *
   * @throws parley.problem.Problem 20101 to 20107 and 20157 for a bad one
   */
  public Caller verify(String accessToken) {
    return Caller.ofUser(tokens.verify(accessToken));
  }

  /**
   * The account that a session of the console is of.
   *
   * @throws parley.problem.Problem 20003 when it is none that is still good
   */
  public Caller verifySession(String token, String proof) {
    var caller = Caller.ofAccount(account.sid(), webhooksWanted, sessions.verify(token, proof));
    if (!isStillGood(caller)) {
      throw Code.UNAUTHENTICATED.problem();
    }
    return caller;
  }

  /**
   * As {@link #verify}, for a connection that stays open.
   *
   * @throws parley.problem.Problem as {@link #verify}
   */
  public Admission admit(String accessToken) {
    var grant = tokens.verify(accessToken);
    return new Admission(Caller.ofUser(grant), grant.expiresAt().plus(skew));
  }

  /** Whether the key that proved a caller is still good; the account's own token always is. */
  public boolean isStillGood(Caller caller) {
    var key = caller.keySid();
    return key == null || apiKeys.apply(key).isPresent();
  }

  private Caller account(String credentials) {
    var colon = credentials.indexOf(':');
    var name = colon < 0 ? "" : credentials.substring(0, colon);
    var secret = credentials.substring(colon + 1);
    if (Sids.looksLike("SK", name)) {
      var key = apiKeys.apply(name);
      if (key.isPresent() && same(key.get().secret(), secret)) {
        return Caller.ofAccount(key.get().accountSid(), webhooksWanted, name);
      }
    } else {
      var rightName = same(account.sid(), name);
      var rightSecret = same(account.authToken(), secret); // compared whatever the name was
      if (rightName && rightSecret) {
        return Caller.ofAccount(account.sid(), webhooksWanted, null);
      }
    }
    throw Code.UNAUTHENTICATED.problem();
  }

  private static String decode(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      throw Code.UNAUTHENTICATED.problem();
    }
    try {
      var bytes = Base64.getDecoder().decode(authorization.substring(6).strip());
      var text = Text.ofUtf8(ByteBuffer.wrap(bytes));
      if (text != null) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // falls through: it proves nobody, whatever is wrong with it
    }
    throw Code.UNAUTHENTICATED.problem();
  }

  /** Compares in constant time: how long it takes tells nothing about how much was right. */
  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
