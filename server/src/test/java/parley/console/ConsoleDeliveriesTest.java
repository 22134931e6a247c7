package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** The view of what is told to webhooks, in a real browser. */
class ConsoleDeliveriesTest extends ConsolePages {
  private static final String PATH = "/parley/v1/Deliveries";

  private Receiver receiver;

  @BeforeEach
  void begin() {
    receiver = Receiver.start();
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Method",
            "POST",
            "Filters",
            "onMessageAdded")
        .is(200);
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  /** Somebody writes something, and webhooks are told. */
  private void say(String body) {
    var lunch = server.chat().conversation();
    server
        .client()
        .with("X-Twilio-Webhook-Enabled", "true")
        .post("/v1/Conversations/" + lunch + "/Messages", "Author", "ada", "Body", body)
        .is(201);
  }

  private void awaitStatus(String status, int count) {
    await()
        .until(
            () -> server.get(PATH + "?Status=" + status).is(200).rows().size(),
            found -> found == count);
  }

  private Page openDeliveries() {
    var page = open();
    link(page, "Deliveries").click();
    return page;
  }

  private static void choose(Page page, String text) {
    row(page, text).first().getByRole(AriaRole.LINK).click();
  }

  @Test
  void aDeliveryIsShownWithItsParametersAndAttemptsAndToldAgain() {
    receiver.answeringAlways(Reaction.status(410, Map.of(), HOSTILE));
    say(HOSTILE);
    awaitStatus("failed", 1);
    var page = openDeliveries();
    assertThat(row(page, "onMessageAdded")).containsText("Failed");
    choose(page, "onMessageAdded");
    assertThat(page.locator(".thread-pane td").getByText(HOSTILE)).isVisible();
    assertThat(page.locator(".attempts")).containsText("status 410");
    assertThat(page.locator(".attempts pre")).hasText(HOSTILE);
    keep(page, "delivery");
    receiver.answeringAlways(Reaction.status(200));
    button(page, "Tell it again").click();
    assertThat(page.locator(".thread-pane .state")).hasText("Delivered");
    assertThat(row(page, "onMessageAdded")).containsText("Delivered");
    assertThat(page.locator("b")).hasCount(0);
    assertNothingWentWrong();
  }

  @Test
  void whatIsTriedInVainStandsOnTopAndCanBeCalledOff() {
    receiver.answeringAlways(Reaction.status(500));
    say("x");
    await()
        .until(
            () ->
                server.get(PATH + "?Status=pending").rows().stream()
                    .anyMatch(row -> row.get("attempts").asInt() > 0));
    var page = openDeliveries();
    assertThat(page.locator(".stuck .rows li")).hasCount(1);
    keep(page, "stuck");
    page.locator(".stuck").getByRole(AriaRole.LINK).click();
    button(page, "Call it off").click();
    assertThat(page.locator(".thread-pane .state")).hasText("Called off");
    assertThat(page.locator(".stuck")).hasCount(0);
    assertNothingWentWrong();
  }

  @Test
  void filtersNarrowTheListAndAllThatFailedIsToldAgain() {
    receiver.answeringAlways(Reaction.status(410));
    say("one");
    say("two");
    awaitStatus("failed", 2);
    receiver.answeringAlways(Reaction.status(200));
    say("three");
    awaitStatus("delivered", 1);
    var page = openDeliveries();
    assertThat(page.locator(".rows li")).hasCount(3);
    page.getByLabel("State").selectOption("failed");
    assertThat(page.locator(".rows li")).hasCount(2);
    page.getByLabel("Event").fill("onUserAdded");
    assertThat(page.getByText("Nothing fits.")).isVisible();
    page.getByLabel("Event").fill("");
    page.getByLabel("Target begins with").fill(receiver.url("/"));
    assertThat(page.locator(".rows li")).hasCount(2);
    button(page, "Tell all that failed again").click();
    page.getByRole(AriaRole.DIALOG).getByText("Tell all that failed again").click();
    assertThat(page.getByText("Nothing fits.")).isVisible();
    awaitStatus("delivered", 3);
    assertNothingWentWrong();
  }

  @Test
  void thePlotTellsOfTheLastHour() {
    say("x");
    awaitStatus("delivered", 1);
    server.advance(Duration.ofSeconds(10));
    var page = open(390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK));
    link(page, "Deliveries").click();
    assertThat(page.locator(".plot")).containsText("Taken: 1");
    assertThat(page.locator(".plot")).containsText("Failed: 0");
    keep(page, "deliveries-narrow");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertNothingWentWrong();
  }

  @Test
  void whoSignsInAgainSeesWhatHappensAgain() {
    var page = openDeliveries();
    assertThat(page.getByText("Nothing fits.")).isVisible();
    page.context().clearCookies();
    assertThat(page.getByText("Your session has ended.")).isVisible();
    signIn(page, TestServer.TOKEN);
    say("x");
    assertThat(row(page, "onMessageAdded")).isVisible();
  }

  @Test
  void anOpenOneFollowsWhatBecomesOfItAlsoWhenAllAreToldAgain() {
    receiver.answeringAlways(Reaction.status(410));
    say("x");
    awaitStatus("failed", 1);
    var page = openDeliveries();
    choose(page, "onMessageAdded");
    assertThat(page.locator(".thread-pane .state")).hasText("Failed");
    receiver.answeringAlways(Reaction.status(200));
    button(page, "Tell all that failed again").click();
    page.getByRole(AriaRole.DIALOG).getByText("Tell all that failed again").click();
    assertThat(page.locator(".thread-pane .state")).hasText("Delivered");
  }
}
