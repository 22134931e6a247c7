package parley.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.access.Account;
import parley.access.OpenedSession;
import parley.access.Sessions;
import parley.access.Vault;
import parley.testkit.Answer;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/** Who is signed in to the console, and what his cookie is worth without the page. */
class ConsoleSessionTest {
  private static final String ANY = "/v1/Conversations";
  private static final String SESSION = "/console/session";
  private static final Vault VAULT = new Vault(new byte[Vault.KEY_BYTES]);

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private TestClient page(String cookie, String proof) {
    return server.anonymous().with("Cookie", cookie).with("Parley-Console", proof);
  }

  /** As the page, once somebody has signed in. */
  private TestClient signedIn() {
    return signedIn(server.client());
  }

  private TestClient signedIn(TestClient client) {
    var answer = client.post(SESSION).is(201);
    return page(cookie(answer), answer.text("proof")).with("Sec-Fetch-Site", "same-origin");
  }

  private static String cookie(Answer answer) {
    return answer.requiredHeader("Set-Cookie").split(";", 2)[0];
  }

  @Test
  void whoShowsTheCredentialsMayDoFromThePageWhatTheyAllow() {
    var page = signedIn();
    assertThat(page.get(SESSION).is(200).text("account_sid")).isEqualTo(TestServer.ACCOUNT);
    var made = page.post(ANY, "FriendlyName", "Lunch").is(201).sid();
    assertThat(page.get(ANY).is(200).column("sid")).containsExactly(made);
  }

  @Test
  void theCookieIsKeptFromScriptsAndFromOtherSites() {
    var answer = server.client().post(SESSION).is(201);
    assertThat(answer.requiredHeader("Set-Cookie").split("; "))
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
        .doesNotContain("Secure");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    var behindTls = server.client().with("X-Forwarded-Proto", "https");
    assertThat(behindTls.post(SESSION).requiredHeader("Set-Cookie")).endsWith("; Secure");
  }

  @Test
  void wrongCredentialsOpenNothingAndTheBrowserDoesNotAskForOthersByItself() {
    var answer =
        server
            .anonymous()
            .as(TestServer.ACCOUNT, "a guess")
            .with("Parley-Console", "none")
            .post(SESSION)
            .isProblem(401, 20003);
    assertThat(answer.header("Set-Cookie")).isNull();
    assertThat(answer.header("WWW-Authenticate")).isNull();
  }

  @Test
  void theCookieIsWorthNothingWithoutTheHeaderOfThePage() {
    var page = signedIn();
    for (var one : List.of(page.without("Parley-Console"), page.with("Parley-Console", "none"))) {
      one.get(ANY).isProblem(401, 20003);
      one.post(ANY, "FriendlyName", "forged").isProblem(401, 20003);
      one.delete(SESSION).isProblem(401, 20003);
    }
    page.without("Cookie").get(ANY).isProblem(401, 20003);
    assertThat(server.get(ANY).rows()).isEmpty();
  }

  @Test
  void aPageOfElsewhereIsRefusedWhateverElseItHas() {
    var own = server.address().toString();
    var page = signedIn().without("Sec-Fetch-Site");
    for (var origin : List.of("https://elsewhere.example", "http://127.0.0.1:1", "null")) {
      page.with("Origin", origin).get(ANY).isProblem(401, 20003);
      page.with("Origin", origin).post(ANY).isProblem(401, 20003);
    }
    for (var site : List.of("cross-site", "same-site", "none")) {
      page.with("Sec-Fetch-Site", site).get(ANY).isProblem(401, 20003);
      page.with("Sec-Fetch-Site", site).with("Origin", own).post(ANY).isProblem(401, 20003);
    }
    page.post(ANY).isProblem(401, 20003); // a browser says where a change comes from
    page.with("Origin", own).post(ANY).is(201);
    page.get(ANY).is(200);
  }

  @Test
  void noOtherPageMayAddTheHeader() {
    var answer =
        server.anonymous().with("Origin", "https://elsewhere.example").send("OPTIONS", ANY, null);
    assertThat(answer.requiredHeader("Access-Control-Allow-Headers"))
        .doesNotContainIgnoringCase("Parley-Console");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void whoSignsOutIsOutAlsoForWhoHasKeptTheCookie() {
    var page = signedIn();
    var other = signedIn();
    var answer = page.delete(SESSION).is(204);
    assertThat(answer.requiredHeader("Set-Cookie")).contains("Max-Age=0");
    page.get(ANY).isProblem(401, 20003);
    other.get(ANY).is(200);
  }

  @Test
  void whatAnotherServerOrAnotherTokenHasSignedIsNoSession() {
    var cookie = cookie(server.client().post(SESSION)).split("=", 2)[0];
    var account = new Account(TestServer.ACCOUNT, TestServer.TOKEN);
    var changed = new Account(TestServer.ACCOUNT, "the token before it was changed");
    var key = new Vault("another key of 32 bytes, in full".getBytes(StandardCharsets.US_ASCII));
    page(cookie, sessions(VAULT, account, Clock.systemUTC())).get(ANY).is(200);
    page(cookie, sessions(VAULT, changed, Clock.systemUTC())).get(ANY).isProblem(401, 20003);
    page(cookie, sessions(key, account, Clock.systemUTC())).get(ANY).isProblem(401, 20003);
  }

  @Test
  void aSessionEndsAfterHalfADay() {
    var cookie = cookie(server.client().post(SESSION)).split("=", 2)[0];
    var account = new Account(TestServer.ACCOUNT, TestServer.TOKEN);
    var life = Sessions.LIFE;
    page(cookie, sessions(VAULT, account, ago(life.minusMinutes(5)))).get(ANY).is(200);
    page(cookie, sessions(VAULT, account, ago(life))).get(ANY).isProblem(401, 20003);
  }

  private static Clock ago(Duration duration) {
    return Clock.fixed(Clock.systemUTC().instant().minus(duration), ZoneOffset.UTC);
  }

  private OpenedSession sessions(Vault vault, Account account, Clock clock) {
    return new Sessions(vault, account, server.database().news(), clock).open(null);
  }

  private TestClient page(String cookie, OpenedSession opened) {
    return page(cookie + "=" + opened.token(), opened.proof());
  }

  @Test
  void aSessionOfAnApiKeyEndsWithTheKey() {
    var key = server.apiKeys().add(TestServer.ACCOUNT, "of a colleague");
    var page = signedIn(server.anonymous().as(key.sid(), key.secret()));
    page.get(ANY).is(200);
    server.delete("/parley/v1/Keys/" + key.sid()).is(204);
    page.get(ANY).isProblem(401, 20003);
  }

  @Test
  void brokenCookiesAndProofsAreNoSessions() {
    var good = cookie(server.client().post(SESSION));
    for (var cookie : List.of(good + "x", good.substring(0, 60), good + "; a=b", "=;;\"", "x")) {
      page(cookie, "x").get(ANY).isProblem(401, 20003);
      page(cookie, "").get(ANY).isProblem(401, 20003);
    }
  }

  @Test
  void aLinkSignsInOnce() {
    var link = server.wiring().signInLink;
    var secret = link.make();
    var answer = server.anonymous().post("/console/link", "Secret", secret).is(201);
    page(cookie(answer), answer.text("proof")).get(ANY).is(200);
    server.anonymous().post("/console/link", "Secret", secret).isProblem(401, 20003);
    var second = link.make();
    server.anonymous().post("/console/link", "Secret", secret).isProblem(401, 20003);
    server.anonymous().post("/console/link", "Secret", second).is(201);
    server.anonymous().post("/console/link").isProblem(400, 20422);
  }

  @Test
  void aUserIsNotSignedIn() {
    server.as("ada").post(SESSION).isProblem(403, 50107);
  }
}
