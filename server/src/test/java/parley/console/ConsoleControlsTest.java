package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The test controls as buttons, in a real browser. */
class ConsoleControlsTest extends ConsolePages {
  @BeforeAll
  void forTests() {
    server.withTestControls();
  }

  private Page openControls() {
    var page = open();
    link(page, "For developers").click();
    assertThat(card(page, "Clock")).containsText("before the machine");
    return page;
  }

  private static Locator card(Page page, String name) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void press(Locator within, String name) {
    within
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  @Test
  void theClockIsMovedAndStoppedAndNobodyIsSignedOutByThat() {
    var page = openControls();
    var clock = card(page, "Clock");
    press(clock, "Forward P1W");
    assertThat(clock).containsText("PT168H");
    press(clock, "Stop it");
    assertThat(clock).containsText("It stands.");
    clock.getByLabel("Duration").fill("nonsense");
    press(clock, "Go forward");
    assertThat(clock.getByText("That did not work")).isVisible();
    press(clock, "Let it run");
    assertThat(clock).containsText("It runs");
    keep(page, "controls");
    assertThat(button(page, "Sign out")).isVisible();
  }

  @Test
  void aSnapshotIsKeptAndGoneBackToAndAResetAsksBefore() {
    var lunch = server.chat().conversation("FriendlyName", "Lunch");
    var page = openControls();
    var snapshots = card(page, "Reset and snapshots");
    press(snapshots, "Keep how it is");
    assertThat(snapshots.getByText("before", new Locator.GetByTextOptions().setExact(true)))
        .isVisible();
    server.delete("/v1/Conversations/" + lunch).is(204);
    press(snapshots, "Go back to it");
    press(page.getByRole(AriaRole.DIALOG), "Go back to it");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    link(page, "Conversations").click();
    assertThat(row(page, "Lunch")).isVisible();
    link(page, "For developers").click();
    press(card(page, "Reset and snapshots"), "Reset");
    press(page.getByRole(AriaRole.DIALOG), "Cancel");
    press(card(page, "Reset and snapshots"), "Reset");
    press(page.getByRole(AriaRole.DIALOG), "Reset");
    link(page, "Conversations").click();
    assertThat(page.getByText("No conversation fits.")).isVisible();
  }

  @Test
  void aFixtureIsMadeAndWhatIsThereIsShown() {
    var page = openControls();
    var fixtures = card(page, "Fixtures");
    press(fixtures, "Make what it says");
    assertThat(fixtures.getByText("Made.")).isVisible();
    press(fixtures, "Show what is there");
    assertThat(fixtures.locator("textarea")).hasValue(Pattern.compile("Hello"));
    fixtures.locator("textarea").fill("nonsense");
    press(fixtures, "Make what it says");
    assertThat(fixtures.getByText("That did not work")).isVisible();
    assertThat(server.get("/v1/Conversations").rows()).hasSize(1);
  }

  @Test
  void aFaultStrikesAndASinkShowsWhatItIsSent() {
    var page = openControls();
    var faults = card(page, "Faults");
    press(faults, "Let it go wrong");
    assertThat(faults).containsText("503, struck 0 times");
    server.post("/v1/Conversations").is(503);
    assertThat(faults).containsText("struck 1 times");
    press(faults, "Delete");
    assertThat(faults.locator("li")).hasCount(0);

    var sink = card(page, "A receiver for webhooks");
    server.anonymous().post("/parley/v1/Test/Sink/hooks", "EventType", HOSTILE).is(200);
    assertThat(sink).containsText(HOSTILE);
    press(sink, "Answer so");
    press(sink, "Forget it");
    assertThat(sink.getByText("Nothing yet.")).isVisible();
    assertThat(page.locator("b")).hasCount(0);
  }
}
