package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.testkit.TestServer;

/** Signing in to the console, in a real browser. */
class ConsoleSignInTest extends ConsolePages {
  @Test
  void theCredentialsSignInAndAReloadKeepsThatAndSigningOutEndsIt() {
    var page = visit("");
    assertThat(button(page, "Sign in")).isVisible();
    keep(page, "sign-in");
    signIn(page, "a guess");
    assertThat(page.getByText("This is not the SID and the token")).isVisible();
    signIn(page, TestServer.TOKEN);
    assertThat(button(page, "Sign out")).isVisible();
    page.reload();
    assertThat(button(page, "Sign out")).isVisible();
    button(page, "Sign out").click();
    assertThat(button(page, "Sign in")).isVisible();
    page.reload();
    assertThat(button(page, "Sign in")).isVisible();
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void aLinkSignsInOnceAndStaysInNoAddress() {
    var link = "#link=" + server.wiring().signInLink.make();
    var first = visit(link);
    assertThat(button(first, "Sign out")).isVisible();
    assertThat(first.url()).doesNotContain("link");
    var second = visit(link);
    assertThat(second.getByText("This link was used already")).isVisible();
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void whoseSessionEndsIsAskedToSignInAgain() {
    var page = open();
    page.context().clearCookies();
    page.reload();
    assertThat(button(page, "Sign in")).isVisible();
    signIn(page, TestServer.TOKEN);
    assertThat(page.getByText("No conversation fits.")).isVisible();
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void aPageThatIsOpenTakesALinkToo() {
    var page = visit("");
    assertThat(button(page, "Sign in")).isVisible();
    page.navigate(page.url() + "#link=" + server.wiring().signInLink.make());
    assertThat(button(page, "Sign out")).isVisible();
    assertThat(page.url()).doesNotContain("link");
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void whoSignsOutOrInDoesSoInAllTabs() {
    var page = open();
    var other = page.context().newPage();
    other.navigate(page.url());
    assertThat(button(other, "Sign out")).isVisible();
    button(page, "Sign out").click();
    assertThat(other.getByText("You have signed out in another tab.")).isVisible();
    assertThat(other.locator("h2")).hasCount(0);
    signIn(page, TestServer.TOKEN);
    assertThat(button(other, "Sign out")).isVisible();
    expectRefusals(); // of what was under way when nobody was signed in any more
    assertNothingWentWrong();
  }

  @Test
  void whoCannotBeSignedOutIsToldSo() {
    var page = open();
    assertThat(page.getByText("No conversation fits.")).isVisible();
    server.restart(
        () -> {
          button(page, "Sign out").click();
          assertThat(page.locator("main > .failed[role=alert]")).isVisible();
        });
    page.reload();
    assertThat(button(page, "Sign out")).isVisible();
  }

  @Test
  void noScriptReadsTheCookieAndNothingElseIsASecret() {
    var page = open();
    assertThat((String) page.evaluate("document.cookie")).isEmpty();
    assertThat(page.context().cookies()).hasSize(1);
    var kept = (String) page.evaluate("JSON.stringify(localStorage)");
    assertThat(kept).doesNotContain(page.context().cookies().getFirst().value);
    server.anonymous().with("Parley-Console", kept).get("/v1/Conversations").isProblem(401, 20003);
  }
}
