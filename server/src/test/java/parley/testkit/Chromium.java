package parley.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The machine's own Chromium, without a window; none is fetched. A test that asks for it is left
 * out where there is none. Used by one thread.
 */
public final class Chromium implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final double PATIENCE_MS = 60_000;

  /**
   * How many times slower than this machine pages compute. A test that reads a page before it is
   * ready mostly passes at 1 and fails at 20.
   */
  private static final int SLOWNESS = Integer.getInteger("parley.browser.slowness", 1);

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> fetched = new CopyOnWriteArrayList<>();

  private Chromium(Playwright playwright, Path program) {
    this.playwright = playwright;
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    // As root, which builds often run as, it has no sandbox; what it is shown here is our own.
    var options = new BrowserType.LaunchOptions().setExecutablePath(program);
    browser = playwright.chromium().launch(options.setArgs(List.of("--no-sandbox")));
  }

  public static Chromium start() {
    var program = program();
    assumeTrue(program.isPresent(), "left out: there is no Chromium on this machine");
    var none = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(none));
    return new Chromium(playwright, program.orElseThrow());
  }

  private static Optional<Path> program() {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .flatMap(
            folder ->
                List.of("chromium", "chromium-browser").stream().map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A page of its own, which remembers nothing of others, in a window of this size in pixels. */
  public Page page(int width, int height, Consumer<Browser.NewContextOptions> wishes) {
    var options = new Browser.NewContextOptions().setViewportSize(width, height);
    wishes.accept(options);
    var context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    watch(context);
    var page = context.newPage();
    slowDown(page);
    return page;
  }

  private static void slowDown(Page page) {
    var rate = new JsonObject();
    rate.addProperty("rate", SLOWNESS);
    page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", rate);
  }

  private void watch(BrowserContext context) {
    context.onRequest(request -> fetched.add(request.url()));
    context.onWebError(error -> complaints.add(error.error()));
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
  }

  /** Closes all pages, and forgets what was noted of them. */
  public void closePages() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    complaints.clear();
    fetched.clear();
  }

  /** What went wrong on pages until now, as the browser's console tells it. */
  public List<String> complaints() {
    return complaints;
  }

  /** What pages have asked for until now, by URL. */
  public List<String> fetched() {
    return fetched;
  }

  /** Keeps what a page looks like, as a file for who wants to see it. */
  public static void keep(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
