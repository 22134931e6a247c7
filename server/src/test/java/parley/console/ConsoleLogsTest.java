package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** The views of what happens and of what was asked, in a real browser. */
class ConsoleLogsTest extends ConsolePages {
  private Page openEvents() {
    var page = open();
    link(page, "Events").click();
    assertThat(page.getByText("Listening")).isVisible();
    return page;
  }

  @Test
  void whatHappensIsShownWithItsParametersAndLeadsToItsConversation() {
    var page = openEvents();
    var lunch = server.chat().conversation("FriendlyName", "Lunch");
    server.chat().say(lunch, "ada", HOSTILE).is(201);
    var said = page.locator(".log summary").getByText("onMessageAdded");
    assertThat(said).isVisible();
    said.click();
    assertThat(page.locator(".log td").getByText(HOSTILE)).isVisible();
    keep(page, "events");
    assertThat(page.locator("b")).hasCount(0);
    link(page, "Open the conversation").click();
    assertThat(page.locator(".thread-pane h2")).hasText("Lunch");
    assertNothingWentWrong();
  }

  @Test
  void aFilterLeavesOutAndAPauseHolds() {
    var page = openEvents();
    var rows = page.locator(".log li");
    server.chat().conversation("FriendlyName", "Lunch");
    server.chat().conversation("FriendlyName", "Dinner");
    assertThat(rows).hasCount(2);
    page.getByLabel("Filter").fill("added dinner");
    assertThat(rows).hasCount(1);
    page.getByLabel("Filter").fill("");
    button(page, "Pause").click();
    server.chat().conversation("FriendlyName", "Breakfast");
    assertThat(page.getByText("1 more wait")).isVisible();
    assertThat(rows).hasCount(2);
    button(page, "Pause").click();
    assertThat(rows).hasCount(3);
    button(page, "Clear").click();
    assertThat(page.getByText("Nothing yet.")).isVisible();
    assertNothingWentWrong();
  }

  @Test
  void requestsAreShownAsTheyAreAnsweredWithoutThoseOfTheView() {
    var page = open(390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK));
    link(page, "Requests").click();
    server.get("/v1/Users/none").isProblem(404, 20404);
    var row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("/v1/Users/none"));
    assertThat(row).containsText("404");
    assertThat(row).containsText("/v1/Users/{Sid}");
    page.getByLabel("Filter").fill("users 404");
    assertThat(page.locator("tbody tr")).hasCount(1);
    keep(page, "requests-narrow");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    page.getByLabel("Filter").fill("parley/v1/requests");
    assertThat(page.locator("tbody tr")).hasCount(0);
    assertNothingWentWrong();
  }
}
