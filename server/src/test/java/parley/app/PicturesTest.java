package parley.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Chromium;
import parley.testkit.TestProcess;

/**
 * The pictures of the documentation, taken of the demo as whoever follows the README sees it; into
 * {@code docs/pictures} where -Dparley.pictures=write says so.
 */
@Timeout(300)
class PicturesTest {
  private static final Path PICTURES = Path.of("..", "docs", "pictures");
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 750;

  @TempDir Path place;

  @Test
  void whatThePagesShowIsWhatTheDemoLooksLike() throws IOException {
    try (var chromium = Chromium.start();
        var server = TestProcess.serveIn(place, "--demo")) {
      var chat = chromium.page(WIDTH, HEIGHT, wishes -> {});
      chat.navigate(server.address() + "/demo#ada,alan");
      for (var one : new String[] {"ada", "alan"}) {
        assertThat(chat.locator("[data-identity=" + one + "]")).hasAttribute("data-ready", "");
      }
      keep(chat, "chat");

      var console = chromium.page(WIDTH, HEIGHT, wishes -> {});
      signIn(console, server.address() + "/console");
      console.locator(".rows li", withText("Lunch")).getByRole(AriaRole.LINK).click();
      assertThat(console.locator(".bubble").first()).isVisible();
      keep(console, "console");
      console.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Inbox")).click();
      var inbox = new Page.GetByRoleOptions().setName("Inbox").setExact(true);
      assertThat(console.getByRole(AriaRole.HEADING, inbox)).isVisible();
      console.getByLabel("Identity", new Page.GetByLabelOptions().setExact(true)).fill("ada");
      console.keyboard().press("Enter");
      assertThat(console.locator(".rows li").first()).isVisible();
      keep(console, "inbox");
    }
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private void signIn(Page page, String console) {
    var data = DataDirectory.at(place.resolve("parley-data"));
    page.navigate(console);
    page.getByLabel("Account SID").fill(data.text("account-sid").orElseThrow());
    page.getByLabel("Auth token").fill(data.text("auth-token").orElseThrow());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    assertThat(page.locator(".rows li").first()).isVisible();
  }

  private static void keep(Page page, String name) throws IOException {
    page.waitForLoadState();
    Locator pictures = page.locator("img:visible");
    for (var one : pictures.all()) {
      assertThat(one).hasJSProperty("complete", true);
    }
    Chromium.keep(page, "picture-" + name);
    if ("write".equals(System.getProperty("parley.pictures"))) {
      Files.createDirectories(PICTURES);
      page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
  }
}
