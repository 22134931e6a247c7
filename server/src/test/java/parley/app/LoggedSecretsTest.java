package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import parley.operations.AccessLog;
import parley.testkit.LogLines;
import parley.testkit.TestServer;

/** No secret reaches the log, whatever becomes of the request that bears it. */
class LoggedSecretsTest {
  private static final String ANY = "/v1/Conversations";
  private static final String USER_INFO = "hook-user:hook-password";

  @RegisterExtension final TestServer server = TestServer.onSqlite().withWatcher(new AccessLog());

  private final Logger parley = (Logger) LoggerFactory.getLogger("parley");
  private final Level usual = parley.getLevel();
  @AutoClose private final LogLines log = LogLines.of("ROOT");
  private final List<String> secrets = new ArrayList<>();

  @BeforeEach
  void tellEverything() {
    parley.setLevel(Level.TRACE); // more than a server ever does
    secrets.add(TestServer.TOKEN);
    server
        .routes()
        .inAccount(
            "/Broken",
            at ->
                at.get(
                    "",
                    call -> {
                      throw new IllegalStateException("a bug, asked for by " + call.caller());
                    }));
  }

  @AfterEach
  void tellTheUsual() {
    parley.setLevel(usual);
  }

  private String secret(String text) {
    secrets.add(text);
    return text;
  }

  private void request(String header, String value) {
    for (var path : List.of(ANY, "/v1/Broken", "/nowhere", "/v1/Users/ada?Token=in-the-query")) {
      server.anonymous().with(header, value).get(path);
    }
  }

  private void credentials() {
    var key = server.post("/parley/v1/Keys", "FriendlyName", "k").is(201);
    var token = server.post("/parley/v1/Tokens", "Identity", "ada").is(201);
    request("Authorization", basic(TestServer.ACCOUNT, TestServer.TOKEN));
    request("Authorization", basic(key.sid(), secret(key.text("secret"))));
    request("Authorization", basic(TestServer.ACCOUNT, secret("a wrong password")));
    request("Authorization", "Bearer " + secret(token.text("token")));
    request("Authorization", "Bearer " + secret("wrong.bearer.token"));
    request("X-Twilio-Token", token.text("token"));
    request("X-Twilio-Token", secret("wrong.header.token"));
    server.apiKeys().list(TestServer.ACCOUNT).forEach(one -> secret(one.secret()));
    secret("in-the-query");
  }

  private String basic(String name, String password) {
    var both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + secret(Base64.getEncoder().encodeToString(both));
  }

  private void malformed() {
    var head = "Authorization: " + server.authorization() + "\r\n";
    server.anonymous().raw("GET / HTTP/3.0\r\n" + head + "\r\n");
    server.anonymous().raw("GET " + ANY + " HTTP/1.1\r\nHost: a b\r\n" + head + "\r\n");
    server.anonymous().raw("GET http://" + secret("url-user:url-pass") + "@x/ HTTP/1.0\r\n\r\n");
    server
        .anonymous()
        .raw("POST " + ANY + " HTTP/1.1\r\nHost: x\r\n" + head + "Content-Length: 9\r\n\r\nA");
  }

  private void media() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var client = server.client().with("Content-Type", "text/plain");
    var made = client.postRaw("/v1/Services/" + service + "/Media", "a note").is(201);
    var url = made.at("/links/content_direct_temporary").stringValue();
    secret(Objects.requireNonNull(URI.create(url).getRawQuery()));
    server.anonymous().get(url).is(200);
    server.anonymous().get(url + "0").is(403);
  }

  /** To where nobody answers, so that it is told of. */
  private void webhook() {
    secret("hook-password");
    secret("hook-secret");
    secret(Base64.getEncoder().encodeToString(USER_INFO.getBytes(StandardCharsets.UTF_8)));
    var url = "http://" + USER_INFO + "@127.0.0.1:1/hook?key=hook-secret";
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            url,
            "PreWebhookUrl",
            url,
            "Filters",
            "onConversationAdded",
            "Filters",
            "onConversationAdd")
        .is(200);
    server.client().with("X-Twilio-Webhook-Enabled", "true").post(ANY).is(201);
    await().until(() -> written().contains("127.0.0.1:1"));
  }

  private String written() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var encoders =
        List.of(LogEncoders.of(LogFormat.HUMAN, context), LogEncoders.of(LogFormat.JSON, context));
    return log.events().stream()
        .flatMap(event -> encoders.stream().map(encoder -> encoder.encode(event)))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  @Test
  void noSecretReachesTheLog() {
    credentials();
    malformed();
    media();
    webhook();
    assertThat(secrets).hasSizeGreaterThan(15).allMatch(one -> one.length() > 8);
    assertThat(written()).contains("/v1/Broken", "/media/ME").doesNotContain(secrets);
  }
}
