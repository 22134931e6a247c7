package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** The view of how the server is, in a real browser. */
class ConsoleOverviewTest extends ConsolePages {
  @Test
  void thePlotsTellWhatWasDoneInTheLastHour() {
    var lunch = server.chat().conversation();
    server.chat().sayAll(lunch, "ada", 3);
    server.client().postRaw(media(), "x".repeat(3072)).is(201);
    server.advance(LoadHistory.STEP);
    server.advance(LoadHistory.STEP);
    var page = open();
    link(page, "Overview").click();
    assertThat(page.locator(".plot")).hasCount(7);
    assertThat(page.locator(".plot").nth(1)).containsText("Messages: 3");
    assertThat(page.locator(".facts")).containsText("ready");
    assertThat(page.locator(".facts")).containsText("sqlite, ");
    assertThat(page.locator(".facts")).containsText("Files of messages3.0 KiB");
    page.getByText("What it was started with").click();
    keep(page, "overview");
    assertNothingWentWrong();
  }

  @Test
  void onANarrowScreenInTheDarkNothingIsCutOff() {
    server.advance(LoadHistory.STEP);
    var page = open(390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK));
    link(page, "Overview").click();
    assertThat(page.locator(".plot")).hasCount(7);
    keep(page, "overview-narrow");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertNothingWentWrong();
  }
}
