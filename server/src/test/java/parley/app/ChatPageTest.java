package parley.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Chromium;
import parley.testkit.TestClient;
import parley.testkit.TestProcess;

/**
 * The page of {@code serve --demo} in a real browser: two people chat through the official client,
 * unmodified. What it looks like is kept in {@code target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ChatPageTest {
  private static final Path PICTURE = Path.of("src/main/resources/parley/demo/red-bicycle.jpg");
  private static final String HOSTILE = "<img src=x onerror=\"document.title='broken'\"><b>Bo";

  @TempDir static Path place;
  private Chromium chromium;
  private TestProcess server;

  @BeforeAll
  void start() {
    chromium = Chromium.start();
    server = TestProcess.serveIn(place, "--demo");
  }

  @AfterAll
  void close() {
    if (server != null) {
      server.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Calls with the account's credentials, which the server has made itself. */
  private TestClient account() {
    var data = DataDirectory.at(place.resolve("parley-data"));
    return server
        .anonymous()
        .as(data.text("account-sid").orElseThrow(), data.text("auth-token").orElseThrow());
  }

  private Page open(String people) {
    return open(chromium.page(1280, 800, wishes -> {}), people);
  }

  private Page open(Page page, String people) {
    page.navigate(server.address() + "/demo#" + people);
    for (var one : people.split(",", -1)) {
      assertThat(side(page, one)).hasAttribute("data-ready", "");
    }
    return page;
  }

  private static Locator side(Page page, String identity) {
    return page.locator("[data-identity=" + identity + "]");
  }

  private static void write(Locator side, String text) {
    side.getByLabel("Message", new Locator.GetByLabelOptions().setExact(true)).fill(text);
    press(side, "Send");
  }

  private static void press(Locator within, String name) {
    within
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static Locator bubble(Locator side, String text) {
    return side.locator(".scroll li", new Locator.LocatorOptions().setHasText(text));
  }

  private static Locator row(Locator side, String title) {
    return side.locator(".conversations li", new Locator.LocatorOptions().setHasText(title));
  }

  @Test
  void whatOneSaysAndDoesTheOtherSeesAtOnce() {
    var page = open("ada,alan");
    var ada = side(page, "ada");
    var alan = side(page, "alan");

    ada.getByPlaceholder("Write a message").pressSequentially("Shall we");
    assertThat(alan.getByText("Ada Lovelace is typing …")).isVisible();
    write(ada, "Shall we paint it blue?");
    assertThat(bubble(alan, "Shall we paint it blue?")).isVisible();
    assertThat(bubble(ada, "Shall we paint it blue?")).containsText("Seen by Alan Turing");

    alan.locator("input[type=file]").setInputFiles(PICTURE);
    write(alan, "Never.");
    var picture = bubble(ada, "Never.").getByAltText("red-bicycle.jpg");
    assertThat(picture).isVisible();
    assertThat(picture).hasJSProperty("complete", true);
    assertThat((int) picture.evaluate("image => image.naturalWidth")).isGreaterThan(400);
    assertThat(bubble(alan, "Never.")).containsText("Seen by Ada Lovelace");
    Chromium.keep(page, "chat");

    var mine = bubble(ada, "Shall we paint it blue?");
    mine.hover();
    press(mine, "Edit");
    ada.getByLabel("Your message").fill("Shall we paint it green?");
    press(ada, "Save");
    assertThat(bubble(alan, "Shall we paint it green?")).containsText("edited");

    bubble(ada, "Shall we paint it green?").hover();
    press(bubble(ada, "Shall we paint it green?"), "Delete");
    assertThat(bubble(alan, "Shall we paint it")).hasCount(0);
    assertNothingWentWrong();
  }

  @Test
  void whatChangesOverRestAppearsIsCountedAndStaysTextWhateverItIs() {
    var page = open("grace,katherine");
    var grace = side(page, "grace");
    var lunch = row(grace, "Lunch");
    var before = Integer.parseInt(lunch.locator(".unread").textContent());

    var client = account();
    client.post("/v1/Conversations/lunch/Messages", "Author", "hedy", "Body", HOSTILE).is(201);
    assertThat(lunch.locator(".unread")).hasText("" + (before + 1));
    assertThat(row(grace, HOSTILE)).isVisible();
    client.post("/v1/Conversations/lunch", "FriendlyName", "Dinner" + HOSTILE).is(200);
    client.post("/v1/Users/hedy", "FriendlyName", "Hedy" + HOSTILE).is(200);

    row(grace, "Dinner" + HOSTILE).getByRole(AriaRole.BUTTON).click();
    assertThat(bubble(grace, HOSTILE).last()).containsText("Hedy" + HOSTILE);
    assertThat(grace.locator(".thread h2")).hasText("Dinner" + HOSTILE);
    assertThat(row(grace, "Dinner").locator(".unread")).isEmpty();
    Chromium.keep(page, "hostile");
    assertThat(page).hasTitle("Parley: a live chat");
    assertThat(page.locator("b")).hasCount(0);
    assertNothingWentWrong();
  }

  @Test
  void oneSideAloneShowsWhatWasSaidBeforeAndThatAConversationIsClosed() {
    var client = account();
    for (var i = 0; i < 40; i++) {
      client.post("/v1/Conversations/torque-table/Messages", "Author", "ada", "Body", i + " Nm");
    }
    var page = open("katherine");
    var katherine = side(page, "katherine");
    row(katherine, "Torque table").getByRole(AriaRole.BUTTON).click();
    assertThat(bubble(katherine, "39 Nm")).isInViewport();
    assertThat(katherine.locator(".scroll li")).hasCount(30);
    press(katherine, "Earlier messages");
    assertThat(katherine.locator(".scroll li")).hasCount(45);
    assertThat(bubble(katherine, "12 Nm")).isInViewport();
    assertThat(katherine.getByText("Earlier messages")).isHidden();

    row(katherine, "Invoice 2041").getByRole(AriaRole.BUTTON).click();
    assertThat(katherine.getByText("This conversation is closed.")).isVisible();
    assertThat(katherine.getByPlaceholder("Write a message")).isHidden();
    assertNothingWentWrong();
  }

  @Test
  void aReloadAndAStopOfTheServerInBetweenAreNoObstacle() {
    var page = open("ada,edsger");
    page.reload();
    assertThat(side(page, "ada")).hasAttribute("data-ready", "");
    assertThat(side(page, "edsger")).hasAttribute("data-ready", "");
    var ada = side(page, "ada");
    var edsger = side(page, "edsger");
    row(ada, "New compressor").getByRole(AriaRole.BUTTON).click();
    row(edsger, "New compressor").getByRole(AriaRole.BUTTON).click();
    write(ada, "Before the stop.");
    assertThat(bubble(edsger, "Before the stop.")).isVisible();

    var port = server.address().getPort();
    server.close();
    assertThat(ada.locator(".state")).not().hasText("Connected");
    server = TestProcess.serveIn(place, port, "--demo");
    assertThat(ada.locator(".state")).hasText("Connected");
    assertThat(edsger.locator(".state")).hasText("Connected");
    chromium.complaints().clear(); // that nobody was there

    write(edsger, "After it.");
    assertThat(bubble(ada, "After it.")).isVisible();
    write(ada, "Good.");
    assertThat(bubble(edsger, "Good.")).isVisible();
    assertNothingWentWrong();
  }

  @Test
  void onANarrowScreenInTheDarkTheKeyboardAloneWillDo() {
    var page =
        open(
            chromium.page(
                390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK).setHasTouch(true)),
            "ada,hedy");
    var ada = side(page, "ada");
    assertThat(side(page, "hedy")).isHidden();
    row(ada, "Order 4802").getByRole(AriaRole.BUTTON).focus();
    page.keyboard().press("Enter");
    assertThat(ada.locator(".conversations")).isHidden();
    page.keyboard().press("Tab");
    ada.getByPlaceholder("Write a message").focus();
    page.keyboard().type("From a train.");
    page.keyboard().press("Enter");
    assertThat(bubble(ada, "From a train.")).isVisible();
    Chromium.keep(page, "narrow");
    ada.getByLabel("Back to the list").press("Enter");
    assertThat(row(ada, "Order 4802").getByRole(AriaRole.BUTTON)).isFocused();
    page.getByText("Hedy Lamarr", new Page.GetByTextOptions().setExact(true)).first().click();
    assertThat(row(side(page, "hedy"), "Order 4802")).containsText("From a train.");
    Chromium.keep(page, "narrow-list");
    assertNothingWentWrong();
  }

  private void assertNothingWentWrong() {
    assertThat(chromium.complaints()).isEmpty();
    assertThat(chromium.fetched())
        .allMatch(url -> url.startsWith(server.address().toString()) || url.startsWith("data:"));
  }
}
