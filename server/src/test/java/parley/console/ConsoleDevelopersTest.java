package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import parley.testkit.TestServer;

/** The view for who builds upon a server, in a real browser. */
class ConsoleDevelopersTest extends ConsolePages {
  private Page openDevelopers() {
    var page = open();
    link(page, "For developers").click();
    assertThat(snippet(page)).not().isEmpty();
    return page;
  }

  private static Locator snippet(Page page) {
    return page.getByLabel("Snippet", new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator makeTokenForGrace(Page page) {
    page.getByLabel("Identity").fill("grace");
    button(page, "Make one for grace").click();
    var token = page.getByLabel("Access token", new Page.GetByLabelOptions().setExact(true));
    assertThat(token).isVisible();
    return token;
  }

  @Test
  void snippetsInSevenLanguagesAndMoreNameThisServerAndNoSecret() {
    var page = openDevelopers();
    page.getByLabel("Identity").fill("grace");
    var languages = page.getByLabel("Language").locator("option").allTextContents();
    assertThat(languages)
        .contains("Java", "Node.js", "Python", "PHP", "Ruby", "C#", "Go")
        .contains("Shell", "JavaScript in a browser")
        .hasSize(9);
    for (var language : languages) {
      page.getByLabel("Language").selectOption(language);
      var text = snippet(page).textContent();
      assertThat(text).as(language).contains(Integer.toString(server.address().getPort()));
      assertThat(text).doesNotContain(TestServer.TOKEN);
      if (!language.startsWith("JavaScript")) {
        assertThat(text).contains(TestServer.ACCOUNT, service(), "grace");
      }
    }
    keep(page, "developers");
    assertNothingWentWrong();
  }

  private String service() {
    return server.get("/v1/Configuration").text("default_chat_service_sid");
  }

  @Test
  void aTokenIsMadeInOneClick() {
    var page = openDevelopers();
    var token = makeTokenForGrace(page);
    server
        .anonymous()
        .with("Authorization", "Bearer " + token.textContent())
        .get("/v1/Users/grace/Conversations")
        .is(200);
    assertThat(page.getByText("Test controls")).hasCount(0);
    assertNothingWentWrong();
  }

  @Test
  void onANarrowScreenInTheDarkNothingIsCutOff() {
    var page = open(390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK));
    link(page, "For developers").click();
    assertThat(snippet(page)).isVisible();
    keep(page, "developers-narrow");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertNothingWentWrong();
  }

  @Test
  void aTokenIsShownBesideTheIdentityItIsOfAlone() {
    var page = openDevelopers();
    var token = makeTokenForGrace(page);
    page.getByLabel("Identity").fill("hedy");
    assertThat(button(page, "Make one for hedy")).isVisible();
    assertThat(token).hasCount(0);
  }
}
