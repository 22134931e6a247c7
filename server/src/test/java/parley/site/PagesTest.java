package parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.problem.Code;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** What a browser is shown, which has no credentials. */
class PagesTest {
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"]*)\"");
  private static final Pattern SOURCE =
      Pattern.compile("(?:src|rel=\"stylesheet\" href)=\"([^\"]*)\"");

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private Answer page(String path) {
    return server.anonymous().with("Accept", "text/html").get(path).is(200);
  }

  @Test
  void theFrontPageIsShownToAnybodyAndAsksForNothing() {
    var front = page("/");
    assertThat(front.header("WWW-Authenticate")).isNull();
    assertThat(front.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(front.body())
        .contains("<h1>Parley</h1>", "version ", server.address() + "/v1")
        .contains("Include=LastMessage,Totals");
  }

  @Test
  void whatTheFrontPageShowsIsSetBeforeItIsUsed() {
    var front = page("/").body();
    for (var name : new String[] {"ACCOUNT", "TOKEN"}) {
      assertThat(front).contains(name + "=");
      assertThat(front.indexOf(name + "=")).isLessThan(front.indexOf("$" + name));
    }
  }

  @Test
  void aBrowserIsToldWhatAnErrorMeansAndWhatHelpsAndAProgramItsProperties() {
    for (var code : Code.values()) {
      var page = page(code.page());
      assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
      assertThat(page.body())
          .contains("<h1>Error " + code.number(), "HTTP status " + code.status());
    }
    var told = server.anonymous().get("/docs/errors/50353").is(200);
    assertThat(told.header("Content-Type")).startsWith("application/json");
    assertThat(told.text("message")).isEqualTo(Code.UNIQUE_NAME_TAKEN.text());
    assertThat(page("/docs/errors/50353").body())
        .contains(Code.UNIQUE_NAME_TAKEN.text(), "another name");
    server.anonymous().get("/docs/errors/1").isProblem(404, 20404);
  }

  @Test
  void aBrowserRunsNothingAndFetchesNothingForIt() {
    for (var path : new String[] {"/", "/docs/errors/50353"}) {
      var page = page(path);
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'", "style-src 'sha256-", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "http");
      assertThat(page.body())
          .doesNotContain("<script", "<img", "src=", "@import", "url(")
          .contains("rel=\"icon\" href=\"data:,\"");
    }
  }

  @Test
  void theChatRunsNoScriptAndFetchesNothingButWhatComesFromHere() {
    var page = page("/demo");
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.requiredHeader("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';")
        .doesNotContain("unsafe", "http", "*");
    var sources = SOURCE.matcher(page.body()).results().map(one -> one.group(1)).toList();
    assertThat(sources).hasSize(6).allMatch(source -> source.startsWith("/demo/"));
    for (var source : sources) {
      var file = server.anonymous().get(source).is(200);
      assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(file.requiredHeader("Content-Type"))
          .matches("text/(css|javascript);charset=utf-8");
      assertThat(file.requiredHeader("Cache-Control"))
          .contains(source.contains("/sdk/") ? "immutable" : "no-cache");
    }
  }

  @Test
  void noFileButThoseOfTheChatIsShown() {
    for (var path :
        new String[] {"none.js", "index.html", "..%2Fdemo%2Fscript.txt", "sdk%2FLICENSE"}) {
      server.anonymous().get("/demo/" + path).isProblem(404, 20404);
    }
    server.anonymous().get("/demo/sdk/3.0.1/README.md").isProblem(404, 20404);
    server.anonymous().get("/demo/sdk/3.0.1/LICENSE").is(200);
  }

  @Test
  void noSecretIsShown() {
    assertThat(page("/").body()).doesNotContain(TestServer.TOKEN, TestServer.ACCOUNT);
  }

  @Test
  void everyLinkOfAPageAnswers() {
    for (var path : new String[] {"/", "/docs/errors/50353"}) {
      var links = LINK.matcher(page(path).body()).results().map(link -> link.group(1)).toList();
      assertThat(links).isNotEmpty().allSatisfy(link -> server.anonymous().get(link).is(200));
    }
  }

  @Test
  void theListOfErrorsKnowsEachOfThem() {
    assertThat(page("/docs/errors").body())
        .contains(Arrays.stream(Code.values()).map(code -> ">" + code.number() + "<").toList());
  }

  @Test
  void readmeAndBehaviourComeAsPlainTextWhereTheirLinksToEachOtherLead() {
    var readme = page("/README.md");
    assertThat(readme.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
    assertThat(readme.body()).startsWith("# Parley\n").contains("](docs/behaviour.md)");
    assertThat(page("/docs/behaviour.md").body()).startsWith("# ").contains("](../README.md)");
  }

  @Test
  void whatACallerCallsItselfCannotBreakOut() {
    var answer =
        server
            .anonymous()
            .raw("GET / HTTP/1.1\r\nHost: a\"><script>x</script>\r\nConnection: close\r\n\r\n");
    assertThat(answer).doesNotContain("<script");
    var forwarded =
        server.anonymous().with("X-Forwarded-Host", "a\"><script>x</script>").get("/").body();
    assertThat(forwarded).doesNotContain("<script");
  }

  @Test
  void whoAsksForAnythingElseWithoutCredentialsIsStillAskedForThem() {
    server.anonymous().get("/v1/Conversations").isProblem(401, 20003);
    server.anonymous().get("/nowhere").isProblem(401, 20003);
    assertThat(server.anonymous().get("/v1/Users").requiredHeader("WWW-Authenticate"))
        .startsWith("Basic");
  }
}
