package parley.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.twilio.jwt.accesstoken.AccessToken;
import com.twilio.jwt.accesstoken.ChatGrant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.access.ApiKey;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** Which access tokens are good, and who comes with them (docs/behaviour.md 5.1). */
class AccessTokenTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private ApiKey key;
  private String service;

  @BeforeEach
  void aKeyAndTheDefaultService() {
    key = server.apiKeys().add(TestServer.ACCOUNT, "signs");
    service = server.get("/v1/Configuration").text("default_chat_service_sid");
  }

  @Test
  void tokensOfTheOfficialJavaSdkAreGoodInBothHeaders() {
    server.clock().advance(Duration.between(server.clock().instant(), Instant.now()));
    var grant = new ChatGrant();
    grant.setServiceSid(service);
    var token =
        new AccessToken.Builder(
                TestServer.ACCOUNT, key.sid(), key.secret().getBytes(StandardCharsets.UTF_8))
            .identity("ada")
            .grant(grant)
            .build()
            .toJwt();

    var anonymous = server.anonymous();
    anonymous.with("Authorization", "Bearer " + token).get("/v1/Users/ada").is(200);
    anonymous.with("Authorization", "bearer  " + token).get("/v1/Users/ada").is(200);
    anonymous.with("X-Twilio-Token", token).get("/v1/Users/ada").is(200);
  }

  @Test
  void anUnknownIdentityBecomesAUserWithTheDefaultRole() {
    with(claims -> claims).get("/v1/Users/ada/Conversations").is(200);

    var user = server.get("/v1/Users/ada").is(200);
    var configuration = server.get("/v1/Services/" + service + "/Configuration");
    assertThat(user.text("role_sid"))
        .isEqualTo(configuration.text("default_chat_service_role_sid"));
  }

  @Test
  void anUnknownIdentityGetsTheRoleThatItsTokenNames() {
    var role =
        server
            .post(
                "/v1/Roles",
                "FriendlyName",
                "guest",
                "Type",
                "service",
                "Permission",
                "joinConversation")
            .sid();
    var chat = Map.of("service_sid", service, "deployment_role_sid", role);
    var token = token(claims(Map.of("identity", "guest", "chat", chat)), key);

    use(token).is(200);

    assertThat(server.get("/v1/Users/guest").text("role_sid")).isEqualTo(role);
  }

  @Test
  void aRoleThatCannotBeGivenMakesNobody() {
    var role =
        server
            .post(
                "/v1/Roles",
                "FriendlyName",
                "talker",
                "Type",
                "conversation",
                "Permission",
                "sendMessage")
            .sid();
    for (var wrong : new String[] {role, "RL" + "0".repeat(32), "x"}) {
      var chat = Map.of("service_sid", service, "deployment_role_sid", wrong);
      use(token(claims(Map.of("identity", "guest", "chat", chat)), key)).isProblem(401, 20106);
    }
    server.get("/v1/Users/guest").isProblem(404, 20404);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    for (var text : new String[] {"", "x", "a.b.c", "e30.e30.e30", "x".repeat(20_000), "..", "é"}) {
      use(text).isProblem(401, 20101);
    }
    var long_ = claims(Map.of("identity", "x".repeat(9_000)));
    use(token(long_, key)).isProblem(401, 20101);
    assertThat(use("x").header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void anotherAlgorithmOrKindIsRefused() throws JOSEException {
    var claims = claims(grants());
    use(new PlainJWT(new PlainHeader(), claims).serialize()).isProblem(401, 20102);
    use(token(claims, key, new JWSHeader(JWSAlgorithm.HS256))).isProblem(401, 20102);
    var longKey =
        new ApiKey(
            key.sid(),
            key.accountSid(),
            null,
            key.secret() + key.secret() + key.secret(),
            key.createdAt());
    var stronger = new JWSHeader.Builder(JWSAlgorithm.HS512).contentType("twilio-fpa;v=1").build();
    use(token(claims, longKey, stronger)).isProblem(401, 20102);
    var other = new JWSHeader.Builder(JWSAlgorithm.HS256).contentType("twilio-sat;v=1").build();
    use(token(claims, key, other)).isProblem(401, 20102);
  }

  @Test
  void aKeyOrAnAccountThatIsNotThereIsRefused() {
    with(claims -> claims.issuer("SK" + "0".repeat(32)), 20103);
    with(claims -> claims.issuer(null), 20103);
    with(claims -> claims.subject("AC" + "0".repeat(32)), 20103);
    with(claims -> claims.subject(null), 20103);
    server.apiKeys().remove(TestServer.ACCOUNT, key.sid());
    with(claims -> claims, 20103);
  }

  @Test
  void aFalseSignatureIsRefused() {
    var false_ = new ApiKey(key.sid(), key.accountSid(), null, "0".repeat(32), key.createdAt());
    use(token(claims(grants()), false_)).isProblem(401, 20107);
    var token = token(claims(grants()), key);
    use(token.substring(0, token.lastIndexOf('.') + 1)).isProblem(401, 20101);
    use(token.substring(0, token.length() - 4) + "AAAA").isProblem(401, 20107);
  }

  @Test
  void aTokenIsGoodInItsTimeAndHalfAMinuteAround() {
    var now = server.clock().instant();
    with(claims -> claims.expirationTime(null), 20104);
    with(claims -> claims.expirationTime(Date.from(now.minusSeconds(29)))).get(ME).is(200);
    with(claims -> claims.expirationTime(Date.from(now.minusSeconds(30))), 20104);
    with(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(30)))).get(ME).is(200);
    with(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(31))), 20105);
    var day = now.plus(Duration.ofHours(24));
    with(claims -> claims.expirationTime(Date.from(day.plusSeconds(30)))).get(ME).is(200);
    with(claims -> claims.expirationTime(Date.from(day.plusSeconds(31))), 20157);
  }

  @Test
  void datesThatAreNoneAreRefused() {
    var hour = server.clock().instant().plus(Duration.ofHours(1)).getEpochSecond();
    for (var huge : new long[] {hour + (1L << 61), Long.MAX_VALUE, 10_000_000_000_000_000L, -1}) {
      with(claims -> claims.claim("exp", huge), 20104);
      with(claims -> claims.claim("nbf", huge), 20105);
    }
  }

  @Test
  void anIdentityThatIsTheSidOfAUserIsNobody() {
    var bob = server.chat().user("bob");
    use(token(claims(grants(bob)), key)).isProblem(401, 20106);
  }

  @Test
  void aTokenOfAServiceMakesNoDefaultService() {
    try (var fresh = TestServer.onSqlite().start()) {
      var one = fresh.post("/v1/Services", "FriendlyName", "one").is(201).sid();
      fresh.as("ada", one).get("/v1/Conversations/foo").isProblem(403, 50107);
      assertThat(fresh.get("/v1/Services").column("sid")).containsExactly(one);
    }
  }

  @Test
  void noSharedCacheMayKeepWhatATokenGot() {
    assertThat(use(token(claims(grants()), key)).header("Cache-Control")).isEqualTo("private");
  }

  @Test
  void aTokenEndsByTheServersClock() {
    var client = with(claims -> claims);
    client.get(ME).is(200);
    server.advance(Duration.ofMinutes(61));
    client.get(ME).isProblem(401, 20104);
  }

  @Test
  void grantsThatAreMissingOrMeanNobodyAreRefused() {
    for (var grants :
        new Object[] {
          Map.of(),
          "none",
          Map.of("identity", "ada"),
          Map.of("identity", "ada", "chat", "x"),
          Map.of("identity", "ada", "chat", Map.of()),
          Map.of("identity", "ada", "chat", Map.of("service_sid", 7)),
          Map.of("identity", "ada", "chat", Map.of("service_sid", "IS" + "0".repeat(32))),
          grants(""),
          grants("system"),
          grants(".."),
          grants("a\0b"),
          grants("US" + "0".repeat(32)),
          grants("x".repeat(257))
        }) {
      use(token(claims(grants), key)).isProblem(401, 20106);
    }
    assertThat(server.get("/v1/Users").rows()).isEmpty();
  }

  @Test
  void theGrantOfOldLibrariesIsGoodToo() {
    var old = Map.of("identity", "ada", "ip_messaging", Map.of("service_sid", service));
    use(token(claims(old), key)).is(200);
  }

  @Test
  void theAccountsCredentialsGoBeforeAToken() {
    server.client().with("X-Twilio-Token", "x").get("/v1/Services").is(200);
  }

  private static final String ME = "/v1/Users/ada";

  private void with(UnaryOperator<JWTClaimsSet.Builder> change, int code) {
    with(change).get(ME).isProblem(401, code);
  }

  private parley.testkit.TestClient with(UnaryOperator<JWTClaimsSet.Builder> change) {
    var claims = change.apply(new JWTClaimsSet.Builder(claims(grants()))).build();
    return server.anonymous().with("Authorization", "Bearer " + token(claims, key));
  }

  private Answer use(String token) {
    return server.anonymous().with("X-Twilio-Token", token).get("/v1/Users");
  }

  private Map<String, Object> grants() {
    return grants("ada");
  }

  private Map<String, Object> grants(String identity) {
    return new HashMap<>(Map.of("identity", identity, "chat", Map.of("service_sid", service)));
  }

  private JWTClaimsSet claims(Object grants) {
    return new JWTClaimsSet.Builder()
        .issuer(key.sid())
        .subject(TestServer.ACCOUNT)
        .expirationTime(Date.from(server.clock().instant().plus(Duration.ofHours(1))))
        .claim("grants", grants)
        .build();
  }

  private static String token(JWTClaimsSet claims, ApiKey key) {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).contentType("twilio-fpa;v=1").build();
    return token(claims, key, header);
  }

  private static String token(JWTClaimsSet claims, ApiKey key, JWSHeader header) {
    try {
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new MACSigner(key.secret().getBytes(StandardCharsets.UTF_8)));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
