package parley.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.storage.News;

/**
 * Sessions of people who look at a server in a browser (decision 32). They are signed, not kept:
 * with the installation's key and the auth token, so that another token ends them all, and good on
 * every server of the database. Kept are those that were ended before their time. Safe for use by
 * many threads.
 */
public final class Sessions implements News.Listener {
  /** How long one is good. */
  public static final Duration LIFE = Duration.ofHours(12);

  private static final String TOPIC = "session-end";
  private static final String PURPOSE = "session of the console";
  private static final String PROOF = "proof of a session";
  private static final String KEY = "key";
  private static final int CHARS_MAX = 2048;
  private static final int ENDED_MAX = 10_000;

  private final Vault vault;
  private final byte[] signingKey;
  private final News news;
  private final Clock clock;
  private final Cache<String, Boolean> ended =
      Caffeine.newBuilder().maximumSize(ENDED_MAX).expireAfterWrite(LIFE).build();

  /**
   * Sessions of the account that has this token.
   *
   * @param clock the machine's: one that a test moves would end the session of who moves it
   */
  public Sessions(Vault vault, Account account, News news, Clock clock) {
    this.vault = vault;
    this.signingKey = vault.sign(PURPOSE, account.sid() + " " + account.authToken());
    this.news = news;
    this.clock = clock;
    news.subscribe(TOPIC, this);
  }

  /**
   * Opens one.
   *
   * @param keySid the API key that proved who asks, without which it ends; null for the account's
   *     own token
   */
  public OpenedSession open(@Nullable String keySid) {
    var claims =
        new JWTClaimsSet.Builder()
            .jwtID(UUID.randomUUID().toString())
            .expirationTime(Date.from(clock.instant().plus(LIFE)))
            .claim(KEY, keySid)
            .build();
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      jwt.sign(new MACSigner(signingKey));
    } catch (JOSEException e) {
      throw new IllegalStateException("the session cannot be signed", e);
    }
    var token = jwt.serialize();
    return new OpenedSession(token, proof(token));
  }

  /**
   * The API key that a session was opened with; null for the account's own token.
   *
   * @throws parley.problem.Problem 20003 when the two are no session that is still good
   */
  public @Nullable String verify(String token, String proof) {
    try {
      var given = proof.getBytes(StandardCharsets.UTF_8);
      if (token.length() <= CHARS_MAX
          && MessageDigest.isEqual(proof(token).getBytes(StandardCharsets.UTF_8), given)) {
        return read(SignedJWT.parse(token));
      }
    } catch (ParseException | JOSEException | RuntimeException e) {
      // falls through: it proves nobody, whatever is wrong with it
    }
    throw Code.UNAUTHENTICATED.problem();
  }

  private @Nullable String read(SignedJWT jwt) throws ParseException, JOSEException {
    var claims = jwt.getJWTClaimsSet();
    var expires = claims.getExpirationTime();
    if (JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
        && jwt.verify(new MACVerifier(signingKey))
        && expires != null
        && clock.instant().isBefore(expires.toInstant())
        && ended.getIfPresent(claims.getJWTID()) == null) {
      return claims.getStringClaim(KEY);
    }
    throw Code.UNAUTHENTICATED.problem();
  }

  /** Ends a session before its time, on every server of the database; one of nobody is none. */
  public void end(String token) {
    try {
      var jwt = SignedJWT.parse(token);
      if (jwt.verify(new MACVerifier(signingKey))) {
        news.tell(TOPIC, jwt.getJWTClaimsSet().getJWTID());
      }
    } catch (ParseException | JOSEException e) {
      // there is nothing to end
    }
  }

  private String proof(String token) {
    var signature = vault.sign(PROOF, HexFormat.of().formatHex(signingKey) + token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  @Override
  public void hear(String key) {
    ended.put(key, true);
  }

  @Override
  public void missed() {}
}
