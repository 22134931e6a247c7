package parley.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.access.ApiKey;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Crowd;
import parley.testkit.TestServer;

@ParameterizedClass
@EnumSource(Dialect.class)
class TokenResourceTest {
  private static final String PATH = "/parley/v1/Tokens";

  @RegisterExtension final TestServer server;

  TokenResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private List<ApiKey> keys() {
    return server.apiKeys().list(TestServer.ACCOUNT);
  }

  @Test
  void aTokenIsOneThatTheOfficialHelpersMake() throws ParseException, JOSEException {
    var answer = server.post(PATH, "Identity", "ada").is(201);
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    assertThat(answer.keys()).containsExactly("token", "identity", "service_sid", "date_expires");
    assertThat(answer.text("identity")).isEqualTo("ada");
    assertThat(answer.text("service_sid")).isEqualTo(service);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");

    var token = SignedJWT.parse(answer.text("token"));
    var key = keys().getFirst();
    assertThat(token.verify(new MACVerifier(key.secret().getBytes(StandardCharsets.UTF_8))))
        .isTrue();
    assertThat(token.getHeader().getContentType()).isEqualTo("twilio-fpa;v=1");
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(key.sid());
    assertThat(claims.getSubject()).isEqualTo(TestServer.ACCOUNT);
    assertThat(claims.getJSONObjectClaim("grants"))
        .isEqualTo(Map.of("identity", "ada", "chat", Map.of("service_sid", service)));
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(Instant.parse(answer.text("date_expires")))
        .isBefore(server.clock().instant().plus(Duration.ofHours(1)).plusMillis(1));
  }

  @Test
  void aTokenLivesAsLongAsItIsToldAndADayAtMost() {
    var day = server.post(PATH, "Identity", "ada", "Ttl", "86400").is(201);
    var moment = server.post(PATH, "Identity", "ada", "Ttl", "1").is(201);
    assertThat(Instant.parse(day.text("date_expires")))
        .isEqualTo(Instant.parse(moment.text("date_expires")).plusSeconds(86_399));
    for (var ttl : List.of("0", "-1", "86401", "1.5", "1e3", "\u0661", "9".repeat(40), "soon")) {
      assertNames("Ttl", server.post(PATH, "Identity", "ada", "Ttl", ttl).isProblem(400, 20422));
    }
  }

  @Test
  void aTokenIsForAServiceThatIsThere() {
    var service = server.post("/v1/Services", "FriendlyName", "other").is(201).sid();
    var answer = server.post(PATH, "Identity", "ada", "ServiceSid", service).is(201);
    assertThat(answer.text("service_sid")).isEqualTo(service);
    var unknown = "IS" + "0".repeat(32);
    assertNames(
        "ServiceSid",
        server.post(PATH, "Identity", "ada", "ServiceSid", unknown).isProblem(404, 50050));
    assertNames(
        "ServiceSid",
        server.post(PATH, "Identity", "ada", "ServiceSid", "x").isProblem(400, 20423));
  }

  @Test
  void aTokenIsForNobodyWhomNoPathCanName() {
    assertNames("Identity", server.post(PATH).isProblem(400, 50204));
    assertNames("Identity", server.post(PATH, "Identity", "system").isProblem(400, 50203));
    assertNames("Identity", server.post(PATH, "Identity", "..").isProblem(400, 50206));
    assertNames("Identity", server.post(PATH, "Identity", "x".repeat(257)).isProblem(400, 50207));
  }

  private static void assertNames(String parameter, Answer refused) {
    assertThat(refused.at("/details/parameter").asString()).isEqualTo(parameter);
  }

  @Test
  void allTokensAreSignedWithOneKeyHoweverManyAskAtOnce() {
    var second = server.database().dialect() == Dialect.SQLITE ? null : server.beside();
    try (second) {
      Crowd.run(
          8,
          number -> {
            var one = second != null && number % 2 == 1 ? second : server;
            return one.post(PATH, "Identity", "ada").is(201);
          });
    }
    assertThat(keys()).singleElement().extracting(ApiKey::friendlyName).isEqualTo("parley token");
  }

  @Test
  void aDeletedKeyIsFollowedByANewOne() {
    server.post(PATH, "Identity", "ada").is(201);
    var first = keys().getFirst().sid();
    server.delete("/parley/v1/Keys/" + first).is(204);
    server.post(PATH, "Identity", "ada").is(201);
    assertThat(keys()).singleElement().extracting(ApiKey::sid).isNotEqualTo(first);
  }
}
