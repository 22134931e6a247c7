package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** The view of a user's list as he sees it, in a real browser. */
class ConsoleInboxTest extends ConsolePages {
  /** Two conversations of somebody, of which the older one was written in last. */
  private void fill(String identity) {
    var lunch = server.chat().conversation("FriendlyName", "Lunch");
    server.advance(LoadHistory.STEP);
    var dinner = server.chat().conversation("FriendlyName", HOSTILE);
    server.chat().join(lunch, identity);
    server.chat().join(dinner, identity);
    server.advance(LoadHistory.STEP);
    server.chat().say(dinner, "grace", "x").is(201);
    server.chat().mark(identity, dinner, "LastReadMessageIndex", "0").is(200);
    server.advance(LoadHistory.STEP);
    server.chat().say(lunch, "grace", HOSTILE).is(201);
    server.chat().mark(identity, lunch, "LastReadMessageIndex", "0").is(200);
    server.chat().say(lunch, "grace", HOSTILE).is(201);
  }

  private void show(Page page, String identity) {
    link(page, "Inbox").click();
    page.getByLabel("Identity").fill(identity);
    page.keyboard().press("Enter");
  }

  @Test
  void theListIsOrderedFilteredAndCountedAsTheUserSeesIt() {
    fill("ada");
    var page = open();
    show(page, "ada");
    assertThat(page.getByText("2 conversations, 1 of them unread, 1 unread messages")).isVisible();
    assertThat(page.locator(".rows li").first()).containsText("Lunch");
    assertThat(page.locator(".rows li").first()).containsText("1 unread");
    assertThat(page.locator(".rows li").first()).containsText("grace: " + HOSTILE);
    keep(page, "inbox");
    page.getByLabel("Order").selectOption("Creation");
    assertThat(page.locator(".rows li").first()).containsText(HOSTILE);
    page.getByLabel("Unread only").check();
    assertThat(page.locator(".rows li")).hasCount(1);
    assertThat(page.getByText("1 conversations, 1 of them unread")).isVisible();
    assertThat(page.locator("b")).hasCount(0);
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    assertThat(page.locator(".thread-pane h2")).hasText("Lunch");
    assertNothingWentWrong();
  }

  @Test
  void whatIsWrittenMovesItByItself() {
    fill("a/b?#%");
    var page = open(390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK));
    show(page, "a/b?#%");
    assertThat(page.locator(".rows li")).hasCount(2);
    keep(page, "inbox-narrow");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    var breakfast = server.chat().conversation("FriendlyName", "Breakfast");
    server.chat().join(breakfast, "a/b?#%");
    assertThat(page.locator(".rows li").first()).containsText("Breakfast");
    assertNothingWentWrong();
  }

  @Test
  void nobodyIsMadeByALookAtHim() {
    var page = open();
    show(page, "nobody");
    assertThat(page.getByText("That did not work")).isVisible();
    server.get("/v1/Users/nobody").isProblem(404, 20404);
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void ofAUserWhoIsNotThereNothingIsShownThatIsAnothers() {
    fill("ada");
    var page = open();
    show(page, "ada");
    assertThat(page.locator(".rows li")).hasCount(2);
    page.getByLabel("Identity").fill("nobody");
    page.keyboard().press("Enter");
    assertThat(page.getByText("That did not work")).isVisible();
    assertThat(page.locator(".rows li")).hasCount(0);
    assertThat(page.getByText("2 conversations,")).hasCount(0);
  }
}
