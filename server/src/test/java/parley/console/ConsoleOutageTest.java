package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.testkit.TestServer;

/** A console that is left open while its server fails, is slow, is away or no longer knows it. */
class ConsoleOutageTest extends ConsolePages {
  private static final String NOT_CONNECTED = "Not connected";

  @BeforeAll
  void forTests() {
    server.withTestControls();
  }

  private String lunch() {
    var lunch = server.chat().conversation("FriendlyName", "Lunch");
    server.chat().join(lunch, "ada");
    server.chat().say(lunch, "ada", "Who is in?");
    return lunch;
  }

  private Page openLunch() {
    var page = open();
    row(page, "Lunch").click();
    assertThat(bubble(page, "Who is in?")).isVisible();
    return page;
  }

  private static Locator draft(Page page) {
    return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
  }

  private void goWrong(String route, String... how) {
    var all = new String[how.length + 2];
    all[0] = "Route";
    all[1] = route;
    System.arraycopy(how, 0, all, 2, how.length);
    server.post("/parley/v1/Test/Faults", all).is(201);
  }

  @Test
  void aServerThatIsAwayIsToldOfAndThePageIsLiveAgainWhenItIsBack() {
    var lunch = lunch();
    var page = openLunch();
    draft(page).fill("Half a sen");
    server.restart(() -> assertThat(page.getByText(NOT_CONNECTED)).isVisible());
    assertThat(page.getByText(NOT_CONNECTED)).hasCount(0);
    server.chat().say(lunch, "ada", "I am back.");
    assertThat(bubble(page, "I am back.")).isVisible();
    assertThat(draft(page)).hasValue("Half a sen");
  }

  @Test
  void whatWasMissedMeanwhileIsShownInTheInbox() {
    var lunch = lunch();
    var page = open();
    page.navigate(server.address() + "/console#/inbox//ada");
    assertThat(row(page, "Who is in?")).isVisible();
    server.restart();
    server.chat().say(lunch, "ada", "I am back.");
    assertThat(row(page, "I am back.")).isVisible();
  }

  @Test
  void requestsAreShownOverARestart() {
    var page = open();
    link(page, "Requests").click();
    for (var i = 0; i < 20; i++) {
      server.get("/v1/Roles").is(200);
    }
    var rows = page.locator("tbody tr");
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("/v1/Roles"))).hasCount(20);
    server.advance(Duration.ofSeconds(1));
    server.restart();
    server.get("/v1/Users/none").isProblem(404, 20404);
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("/v1/Users/none"))).isVisible();
  }

  @Test
  void whoseSessionEndsMeanwhileSignsInAgainAndGoesOnWhereHeWas() {
    var lunch = lunch();
    var page = openLunch();
    draft(page).fill("Half a sen");
    button(page, "Delete conversation").click();
    assertThat(page.locator("dialog[open]")).isVisible();
    page.context().clearCookies();
    server.restart();
    assertThat(page.getByText("Your session has ended.")).isVisible();
    assertThat(page.locator("dialog[open]")).hasCount(0);
    assertThat(draft(page)).isHidden();
    keep(page, "session-ended");
    signIn(page, TestServer.TOKEN);
    assertThat(draft(page)).hasValue("Half a sen");
    server.chat().say(lunch, "ada", "I am back.");
    assertThat(bubble(page, "I am back.")).isVisible();
  }

  @Test
  void whoOnlyLooksOnIsToldThatTheSessionHasEndedToo() {
    var page = open();
    link(page, "Events").click();
    assertThat(page.getByText("Listening")).isVisible();
    page.context().clearCookies();
    server.restart();
    assertThat(page.getByText("Your session has ended.")).isVisible();
    page.reload();
    assertThat(page.getByText("Your session has ended.")).isVisible();
  }

  @Test
  void anAnswerThatFailsTakesNothingAway() {
    var lunch = lunch();
    var page = openLunch();
    draft(page).fill("Half a sen");
    goWrong("/v1/Services/{service}/Conversations/{conversation}", "Status", "500", "Times", "1");
    server.chat().say(lunch, "ada", "I am, too.");
    assertThat(page.getByText("An internal server error has occurred")).isVisible();
    assertThat(draft(page)).hasValue("Half a sen");
    button(page, "Try again").click();
    assertThat(page.getByText("An internal server error has occurred")).hasCount(0);
  }

  @Test
  void aViewThatFailedOnceComesBackByItself() {
    var page = open();
    link(page, "Deliveries").click();
    assertThat(page.getByText("Nothing fits.")).isVisible();
    goWrong("/parley/v1/Deliveries", "Status", "503", "Times", "2");
    assertThat(page.getByText("That did not work")).isVisible();
    assertThat(page.getByText("That did not work")).hasCount(0);
  }

  @Test
  void aSlowServerIsNotAskedBeforeItHasAnswered() {
    var page = open();
    page.clock().install();
    link(page, "Deliveries").click();
    assertThat(page.getByText("Nothing fits.")).isVisible();
    var asked = new AtomicInteger();
    page.route("**/parley/v1/Deliveries?*", unanswered -> asked.incrementAndGet());
    page.clock().runFor(10_000);
    page.waitForCondition(() -> asked.get() == 2); // for what is stuck, and for all of them
    page.clock().runFor(40_000);
    assertThat(link(page, "Deliveries")).isVisible(); // by when more would have been asked
    assertThat(asked).hasValue(2);
  }

  @Test
  void aConnectionThatIsGoneWithoutASignIsNoticed() {
    var page = open();
    page.clock().install();
    page.routeWebSocket("**/console/live", silent -> {});
    page.reload();
    link(page, "Events").click();
    assertThat(page.getByText("Connecting")).isVisible();
    page.clock().runFor(61_000);
    assertThat(page.getByText(NOT_CONNECTED)).isVisible();
  }

  @Test
  void aConversationOrAServiceThatIsDeletedIsToldOfAsGone() {
    var lunch = lunch();
    var page = openLunch();
    server.delete("/v1/Conversations/" + lunch).is(204);
    assertThat(page.getByText("There is no such conversation any more.")).isVisible();
    server.chat().conversation("FriendlyName", "Dinner");
    var clinic = server.post("/v1/Services", "FriendlyName", "Clinic").is(201).sid();
    page.reload();
    page.getByLabel("Service").selectOption(clinic);
    assertThat(row(page, "Dinner")).hasCount(0);
    server.delete("/v1/Services/" + clinic).is(204);
    server.chat().conversation("FriendlyName", "Breakfast"); // which the page is told of
    assertThat(row(page, "Dinner")).isVisible();
  }

  @Test
  void whoseSessionEndsKeepsThePlaceWhereHeReads() {
    var lunch = lunch();
    server.chat().sayAll(lunch, "ada", 29);
    var page = openLunch();
    page.locator(".messages").evaluate("it => { it.scrollTop = 300; }");
    var read = page.locator(".bubble[data-index='6']");
    var place = read.boundingBox().y;
    page.context().clearCookies();
    server.restart();
    assertThat(page.getByText("Your session has ended.")).isVisible();
    signIn(page, TestServer.TOKEN);
    server.chat().say(lunch, "grace", "I am, too.");
    assertThat(bubble(page, "I am, too.")).hasCount(1);
    assertThat(page.getByText(NOT_CONNECTED)).hasCount(0);
    assertThat(read.boundingBox().y).isCloseTo(place, within(1.0));
  }

  @Test
  void aConnectionThatNobodyNeedsAnyMoreIsNotMissed() {
    lunch();
    var page = openLunch();
    server.restart(
        () -> {
          assertThat(page.getByText(NOT_CONNECTED)).isVisible();
          link(page, "For developers").click();
          assertThat(page.getByText(NOT_CONNECTED)).hasCount(0);
        });
  }

  @Test
  void anAnswerThatBreaksOffTakesNothingAway() {
    var lunch = lunch();
    var page = openLunch();
    draft(page).fill("Half a sen");
    var broken = new Route.FulfillOptions().setContentType("application/json").setBody("{");
    page.route(
        url -> url.endsWith("/" + lunch),
        route -> route.fulfill(broken),
        new Page.RouteOptions().setTimes(1));
    server.chat().say(lunch, "ada", "I am, too.");
    assertThat(page.getByText("the server does not answer")).isVisible();
    assertThat(draft(page)).hasValue("Half a sen");
  }

  @Test
  void whoTriesAgainLosesNothingOfWhatHeReadsAndChanges() {
    var lunch = lunch();
    server.chat().sayAll(lunch, "ada", 40);
    var page = open();
    row(page, "Lunch").click();
    button(page, "Earlier messages").click();
    assertThat(page.locator(".bubble")).hasCount(41);
    bubble(page, "Who is in?")
        .getByText("Edit", new Locator.GetByTextOptions().setExact(true))
        .click();
    page.locator(".bubble textarea").fill("Who is");
    var messages = "/v1/Services/{service}/Conversations/{conversation}/Messages";
    goWrong(messages, "Method", "GET", "Status", "500", "Times", "1");
    server.chat().mark("ada", lunch, "LastReadMessageIndex", "1").is(200);
    button(page, "Try again").click();
    assertThat(button(page, "Try again")).hasCount(0);
    assertThat(page.locator(".bubble textarea")).hasValue("Who is");
  }
}
