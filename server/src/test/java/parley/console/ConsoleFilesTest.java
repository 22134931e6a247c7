package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.problem.Limits;

/** Files that are sent with what is written in the console, in a real browser. */
class ConsoleFilesTest extends ConsolePages {
  private static final int BYTES_MAX = 100_000;
  private static final String HOSTILE_NAME = HOSTILE.replace("/", "") + "\"; ä.png";

  private String lunch = "";

  ConsoleFilesTest() {
    server.withLimits(Limits.but(draft -> draft.mediaBytes = BYTES_MAX));
  }

  @BeforeEach
  void makeLunch() {
    lunch = server.chat().conversation("FriendlyName", "Lunch");
    server.chat().join(lunch, "ada");
  }

  private static FilePayload file(String name, String type, int bytes) {
    return new FilePayload(name, type, new byte[bytes]);
  }

  private static Page openLunch(Page page) {
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    assertThat(files(page)).isVisible();
    return page;
  }

  private static Locator files(Page page) {
    return page.getByLabel("Files", new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator message(Page page) {
    return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
  }

  @Test
  void severalFilesGoWithAMessageHoweverTheyAreCalled() {
    var page = openLunch(open());
    files(page)
        .setInputFiles(
            new FilePayload[] {
              file(HOSTILE_NAME, "text/plain", 3), file("b.pdf", "application/pdf", 2048)
            });
    assertThat(page.locator(".attached li")).hasCount(2);
    assertThat(page.locator(".attached")).containsText(HOSTILE_NAME);
    keep(page, "files");
    message(page).fill("Two files.");
    page.keyboard().press("Enter");
    assertThat(bubble(page, "Two files.")).containsText("b.pdf, 2.0 KiB");
    assertThat(bubble(page, "Two files.")).containsText(HOSTILE_NAME + ", 3 bytes");
    assertThat(page.locator(".attached li")).hasCount(0);
    var sent = server.get("/v1/Conversations/" + lunch + "/Messages").is(200);
    assertThat(sent.at("/messages/0/media/0/filename").asString()).isEqualTo(HOSTILE_NAME);
    assertThat(sent.at("/messages/0/media/0/content_type").asString()).isEqualTo("text/plain");
    assertThat(sent.at("/messages/0/media/1/size").asInt()).isEqualTo(2048);
    assertThat(page.title()).doesNotContain("broken");
    assertNothingWentWrong();
  }

  @Test
  void whoPressesEnterTwiceSaysItOnceAndWhatHeTypesMeanwhileStays() {
    var page = openLunch(open());
    page.route(
        "**/Messages",
        route -> {
          if (route.request().method().equals("POST")) {
            page.keyboard().press("Enter");
            page.keyboard().type(" And more.");
          }
          route.resume();
        });
    message(page).fill("Once.");
    page.keyboard().press("Enter");
    assertThat(bubble(page, "Once.")).isVisible();
    assertThat(message(page)).hasValue(" And more.");
    assertThat(server.get("/v1/Conversations/" + lunch + "/Messages").column("body"))
        .containsExactly("Once.");
    assertNothingWentWrong();
  }

  @Test
  void aFileAloneIsAMessageToo() {
    var page = openLunch(open());
    files(page).setInputFiles(file("a.txt", "text/plain", 5));
    button(page, "Send").click();
    assertThat(page.locator(".bubble")).containsText("a.txt, 5 bytes");
    assertNothingWentWrong();
  }

  @Test
  void whatIsRefusedIsSaidAtTheFileAndKeepsTheMessageUntilItIsLeftOut() {
    var page = openLunch(open());
    message(page).fill("With a film.");
    files(page)
        .setInputFiles(
            new FilePayload[] {
              file("film.mp4", "video/mp4", 2 * BYTES_MAX), file("odd", "nonsense", 3)
            });
    assertThat(page.locator(".attached li").nth(0)).containsText("Media is too large");
    assertThat(page.locator(".attached li").nth(1)).containsText("Invalid media content type");
    assertThat(button(page, "Send")).isDisabled();
    message(page).focus();
    page.keyboard().press("Enter");
    keep(page, "files-refused");
    button(page, "Leave out film.mp4").click();
    button(page, "Leave out odd").click();
    button(page, "Send").click();
    assertThat(bubble(page, "With a film.")).isVisible();
    assertThat(server.get("/v1/Conversations/" + lunch + "/Messages").column("body"))
        .containsExactly("With a film.");
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void howFarAFileIsIsShownWhileItIsSent() {
    var page = openLunch(open());
    page.route("**/Media?**", route -> {}); // it never arrives
    files(page).setInputFiles(file("slow.bin", "application/octet-stream", 5));
    assertThat(page.getByLabel("Sending slow.bin")).isVisible();
    assertThat(button(page, "Send")).isDisabled();
    button(page, "Leave out slow.bin").click();
    assertThat(button(page, "Send")).isEnabled();
  }

  @Test
  void whoseSessionHasEndedMeanwhileIsAskedToSignInAgain() {
    var page = openLunch(open());
    page.context().clearCookies();
    files(page).setInputFiles(file("a.txt", "text/plain", 5));
    assertThat(button(page, "Sign in")).isVisible();
    assertThat(server.get("/parley/v1/Server").json().get("media_bytes").asLong()).isZero();
  }

  @Test
  void onANarrowScreenInTheDarkNothingIsCutOff() {
    var page = openLunch(open(390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK)));
    files(page).setInputFiles(file("x".repeat(200) + ".txt", "text/plain", 5));
    assertThat(page.locator(".attached li")).hasCount(1);
    page.locator(".attached").scrollIntoViewIfNeeded();
    keep(page, "files-narrow");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
  }

  @Test
  void aFileCanBeOpenedHoweverLongItHasBeenShown() {
    var page = openLunch(open());
    files(page).setInputFiles(file("a.txt", "text/plain", 5));
    message(page).fill("A file.");
    page.keyboard().press("Enter");
    var shown = bubble(page, "A file.").getByRole(AriaRole.LINK);
    assertThat(shown).containsText("a.txt");
    var before = shown.getAttribute("href");
    server.advance(Duration.ofMinutes(6));
    server.anonymous().get(before).is(403);
    shown.hover();
    assertThat(shown).not().hasAttribute("href", before);
    server.anonymous().get(shown.getAttribute("href")).is(200);
  }
}
