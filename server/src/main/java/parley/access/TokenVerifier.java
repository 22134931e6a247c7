package parley.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;

/**
 * Tells a good access token from a bad one (docs/behaviour.md 5.1). One algorithm is taken and the
 * key is found by the issuer alone, so that a token cannot choose how it is verified.
 */
final class TokenVerifier {
  /** Longer than any that the SDKs make; what is longer is not even taken apart. */
  private static final int CHARS_MAX = 8 * 1024;

  /** The last second of the year 9999. */
  private static final long SECOND_MAX = 253_402_300_799L;

  private static final String CONTENT_TYPE = "twilio-fpa;v=1";

  private final String accountSid;
  private final Function<String, Optional<ApiKey>> apiKeys;
  private final Duration skew;
  private final Clock clock;

  /**
   * @param apiKeys finds a key by its SID, if it is still there
   * @param skew how far the clock of who makes tokens may be off
   */
  TokenVerifier(
      String accountSid, Function<String, Optional<ApiKey>> apiKeys, Duration skew, Clock clock) {
    this.accountSid = accountSid;
    this.apiKeys = apiKeys;
    this.skew = skew;
    this.clock = clock;
  }

  /**
   * What a token grants.
   *
   * @throws parley.problem.Problem 20101 for what is no token, 20102 for another algorithm or kind,
   *     20103 for a key or an account that is not there, 20104 and 20105 for one whose time is over
   *     or has not come, 20106 for grants that are missing, 20107 for a false signature, 20157 for
   *     one that lives too long
   */
  AccessGrant verify(String token) {
    var jwt = parse(token);
    requireHeader(jwt.getHeader());
    var claims = claims(jwt);
    var key = key(claims);
    requireSignature(jwt, key);
    requireTime(jwt);
    return TokenGrants.read(claims, key);
  }

  private static SignedJWT parse(String token) {
    if (token.length() > CHARS_MAX) {
      throw Code.TOKEN_INVALID.because("longer than " + CHARS_MAX + " characters");
    }
    try {
      return SignedJWT.parse(token);
    } catch (ParseException | RuntimeException e) { // whatever is wrong, its sender has made it
      throw (isUnsigned(token) ? Code.TOKEN_HEADER_INVALID : Code.TOKEN_INVALID).problem();
    }
  }

  private static boolean isUnsigned(String token) {
    try {
      return JWTParser.parse(token) instanceof PlainJWT;
    } catch (ParseException | RuntimeException e) {
      return false;
    }
  }

  private static void requireHeader(JWSHeader header) {
    var type = header.getType();
    if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())
        || !CONTENT_TYPE.equals(header.getContentType())
        || (type != null && !JOSEObjectType.JWT.equals(type))
        || header.getCriticalParams() != null) {
      throw Code.TOKEN_HEADER_INVALID.because("alg must be HS256, typ JWT and cty " + CONTENT_TYPE);
    }
  }

  private static JWTClaimsSet claims(SignedJWT jwt) {
    try {
      return jwt.getJWTClaimsSet();
    } catch (ParseException | RuntimeException e) {
      throw Code.TOKEN_INVALID.problem();
    }
  }

  private ApiKey key(JWTClaimsSet claims) {
    var issuer = claims.getIssuer();
    if (issuer == null || !accountSid.equals(claims.getSubject())) {
      throw Code.TOKEN_ISSUER_INVALID.problem();
    }
    return apiKeys
        .apply(issuer)
        .filter(key -> key.accountSid().equals(accountSid) && !key.secret().isEmpty())
        .orElseThrow(Code.TOKEN_ISSUER_INVALID::problem);
  }

  private static void requireSignature(SignedJWT jwt, ApiKey key) {
    try {
      if (jwt.verify(new MACVerifier(key.secret().getBytes(StandardCharsets.UTF_8)))) {
        return;
      }
    } catch (JOSEException e) {
      // falls through: what cannot be verified is not verified
    }
    throw Code.TOKEN_SIGNATURE_INVALID.problem();
  }

  private void requireTime(SignedJWT jwt) {
    var payload = jwt.getPayload().toJSONObject();
    var now = clock.instant();
    var expires = time(payload.get("exp"), Code.TOKEN_EXPIRED);
    if (expires == null || !now.minus(skew).isBefore(expires)) {
      throw Code.TOKEN_EXPIRED.problem();
    }
    var from = time(payload.get("nbf"), Code.TOKEN_NOT_YET_VALID);
    if (from != null && now.plus(skew).isBefore(from)) {
      throw Code.TOKEN_NOT_YET_VALID.problem();
    }
    if (now.plus(AccessTokens.LIFE_MAX).plus(skew).isBefore(expires)) {
      throw Code.TOKEN_LIVES_TOO_LONG.because(
          "at most " + AccessTokens.LIFE_MAX.toHours() + " hours");
    }
  }

  /** Read from the number itself: a date that the library makes of a huge one is any. */
  private static @Nullable Instant time(@Nullable Object seconds, Code bad) {
    if (seconds == null) {
      return null;
    }
    if (seconds instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= SECOND_MAX) {
      return Instant.ofEpochSecond(number.longValue());
    }
    throw bad.problem();
  }
}
