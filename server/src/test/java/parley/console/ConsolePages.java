package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import parley.testkit.Axe;
import parley.testkit.Chromium;
import parley.testkit.TestServer;

/**
 * What tests of the console have in common: the page in a real browser, one for all tests of a
 * class, before a server of its own for each. What it looks like is kept in {@code
 * target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
abstract class ConsolePages {
  /** What no name, body or attribute is taken for. */
  static final String HOSTILE = "<img src=x onerror=\"document.title='broken'\"><b>Bo";

  final TestServer server = TestServer.onSqlite();
  private Chromium chromium;

  @BeforeAll
  void openBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  void closeBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void startServer() {
    server.start();
  }

  @AfterEach
  void stopServer() {
    chromium.closePages();
    server.close();
  }

  /** A page of nobody yet, at a place of the console. */
  Page visit(String place, int width, int height, Consumer<Browser.NewContextOptions> wishes) {
    var page = chromium.page(width, height, wishes);
    page.navigate(server.address() + "/console" + place);
    return page;
  }

  Page visit(String place) {
    return visit(place, 1280, 800, wishes -> {});
  }

  /** A page of who has followed the link that the server prints. */
  Page open(int width, int height, Consumer<Browser.NewContextOptions> wishes) {
    var link = server.wiring().signInLink.make();
    var page = visit("#link=" + link, width, height, wishes);
    assertThat(button(page, "Sign out")).isVisible();
    return page;
  }

  Page open() {
    return open(1280, 800, wishes -> {});
  }

  static void signIn(Page page, String token) {
    page.getByLabel("Account SID").fill(TestServer.ACCOUNT);
    page.getByLabel("Auth token").fill(token);
    button(page, "Sign in").click();
  }

  /** Where the default service's files are. */
  String media() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    return "/v1/Services/" + service + "/Media";
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  static Locator bubble(Page page, String text) {
    return page.locator(".bubble", new Page.LocatorOptions().setHasText(text));
  }

  static Locator row(Page page, String text) {
    return page.locator(".rows li", new Page.LocatorOptions().setHasText(text));
  }

  /** Keeps a picture of the page, and looks for what stands in somebody's way. */
  static void keep(Page page, String name) {
    Chromium.keep(page, "console-" + name);
    assertThat(Axe.faults(page)).as("accessibility of " + name).isEmpty();
  }

  /** What a browser complains of that is refused is no fault of the page. */
  void expectRefusals() {
    chromium.complaints().removeIf(text -> text.contains("status of 4"));
  }

  void assertNothingWentWrong() {
    assertThat(chromium.complaints()).isEmpty();
    assertThat(chromium.fetched())
        .allMatch(url -> url.startsWith(server.address().toString()) || url.startsWith("data:"));
  }
}
