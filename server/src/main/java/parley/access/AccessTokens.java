package parley.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;

/** Makes access tokens of the form that the official SDKs make (docs/behaviour.md 5.1). */
public final class AccessTokens {
  /** The longest life of a token that the original documents. */
  public static final Duration LIFE_MAX = Duration.ofHours(24);

  private final Clock clock;

  public AccessTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * A token that lets an identity into a service, signed with an API key.
   *
   * @param life at most {@link #LIFE_MAX}, which the caller sees to
   */
  public String make(ApiKey key, String identity, String serviceSid, Duration life) {
    var now = clock.instant();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .contentType("twilio-fpa;v=1")
            .build();
    var claims =
        new JWTClaimsSet.Builder()
            .jwtID(key.sid() + "-" + now.getEpochSecond())
            .issuer(key.sid())
            .subject(key.accountSid())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .claim(
                "grants", Map.of("identity", identity, "chat", Map.of("service_sid", serviceSid)))
            .build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new MACSigner(key.secret().getBytes(StandardCharsets.UTF_8)));
    } catch (JOSEException e) {
      throw new IllegalStateException("the token cannot be signed", e);
    }
    return token.serialize();
  }
}
