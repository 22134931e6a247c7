package parley.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Axe;
import parley.testkit.Chromium;
import parley.testkit.TestServer;

/**
 * The documentation in a browser: what is read, found and reached, wide and narrow, light and dark.
 */
class SitePageTest {
  private static Chromium chromium;

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void close() {
    chromium.closePages();
  }

  private Page open(String path, int width, ColorScheme colors, boolean scripts) {
    var page =
        chromium.page(
            width, 800, wish -> wish.setColorScheme(colors).setJavaScriptEnabled(scripts));
    page.navigate(server.address() + path);
    return page;
  }

  @Test
  void nothingStandsInAnybodysWay() {
    for (var colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (var path : List.of("/docs/", "/docs/webhooks", "/docs/options", "/docs/errors")) {
        for (var width : List.of(1280, 400)) {
          var page = open(path, width, colors, true);
          page.locator("#search").focus();
          assertThat(Axe.faults(page)).as(path + " " + width + " " + colors).isEmpty();
          assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
              .isEqualTo(true);
          Chromium.keep(page, "docs" + path.substring(5).replace('/', '-') + width + colors);
        }
      }
    }
    assertThat(chromium.complaints()).isEmpty();
    assertThat(chromium.fetched()).allMatch(url -> url.startsWith(server.address().toString()));
  }

  @Test
  void wordsAreFoundInHeadingsAndTextsAndLeadToTheirPlace() {
    var page = open("/docs/start", 1280, ColorScheme.LIGHT, true);
    page.keyboard().press("/");
    page.keyboard().type("retry-after pending");
    assertThat(page.locator("#found p")).containsText("found");
    page.locator("#search").fill("<img src=x onerror=alert(1)>");
    assertThat(page.locator("#found")).hasText("Nothing found");
    page.locator("#search").fill("look at what was told");
    Chromium.keep(page, "docs-search");
    page.keyboard().press("Enter");
    page.waitForURL("**/docs/webhooks#look-at-what-was-told");
    assertThat(page.locator("h2#look-at-what-was-told")).isInViewport();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void whoComesToAnAddressWithoutAPageFindsOneFromThere() {
    var page = open("/docs/recipes/nothing", 400, ColorScheme.DARK, true);
    assertThat(page.locator("h1")).hasText("No such page");
    assertThat(Axe.faults(page)).isEmpty();
    page.locator("#search").fill("look at what was told");
    page.locator("#found a >> nth=0").click();
    assertThat(page.locator("h1")).hasText("Webhooks");
    page.navigate(server.address() + "/docs/nothing");
    page.locator("main >> text=all of its pages").click();
    assertThat(page.locator("h1")).hasText("Documentation");
  }

  @Test
  void withoutScriptsEveryPageIsReadAndReached() {
    var page = open("/docs", 1280, ColorScheme.LIGHT, false);
    assertThat(page.locator("[role=search]")).isHidden();
    page.locator("#contents >> text=Webhooks").click();
    assertThat(page.locator("h1")).hasText("Webhooks");
    page.locator("#contents [aria-current] ~ ul >> text=Receive").click();
    assertThat(page.locator("h2#receive")).isInViewport();
    page.locator("a[rel=next]").click();
    page.locator("a[rel=prev]").click();
    assertThat(page.locator("h1")).hasText("Webhooks");
  }

  @Test
  void theFilesOfAFolderAreReadAndSearchedFromDisk() throws IOException {
    StaticSite.write(folder);
    var page = chromium.page(1280, 800, wish -> {});
    page.navigate(folder.resolve("index.html").toUri().toString());
    page.locator("#search").fill("receive signature doubles");
    page.locator("#found a >> nth=0").click();
    assertThat(page.locator("h1")).hasText("Webhooks");
    assertThat(chromium.complaints()).isEmpty();
  }
}
