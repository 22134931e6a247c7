package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens appears in the console by itself; and what is done there, in a real browser. */
class ConsoleWritingTest extends ConsolePages {
  private String lunch() {
    var lunch = server.chat().conversation("FriendlyName", "Lunch");
    server.chat().join(lunch, "ada");
    server.chat().join(lunch, "grace");
    server.chat().say(lunch, "ada", "Who is in?");
    return lunch;
  }

  private Page openLunch() {
    var page = open();
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    assertThat(bubble(page, "Who is in?")).isVisible();
    return page;
  }

  private Page openLunchAtEnd() {
    var page = open();
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    assertThat(page.locator(".bubble")).hasCount(30);
    return page;
  }

  /**
   * What is asked meanwhile waits for this thread: the page reads all at once, and the first
   * message of all with it.
   */
  private void sayAllBeforeItIsRead(Page page, String conversation, int count) {
    page.route(url -> url.contains("/Messages?"), Route::resume);
    server.chat().sayAll(conversation, "grace", count);
  }

  private static void press(Locator within, String name) {
    within
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static void answer(Page page, String name) {
    press(page.getByRole(AriaRole.DIALOG), name);
  }

  @Test
  void whatOthersWriteChangeAndReadAppearsByItself() {
    var lunch = lunch();
    var page = openLunch();
    var said = server.chat().say(lunch, "grace", "I am, too.").is(201).sid();
    assertThat(bubble(page, "I am, too.")).isVisible();
    assertThat(row(page, "Lunch")).containsText("2 messages");
    server.post("/v1/Conversations/" + lunch + "/Messages/" + said, "Body", "I am not.").is(200);
    assertThat(bubble(page, "I am not.")).isVisible();
    server.chat().mark("ada", lunch, "LastReadMessageIndex", "1").is(200);
    assertThat(bubble(page, "I am not.")).containsText("Read by ada");
    server.chat().unsay(lunch, said);
    assertThat(bubble(page, "I am not.")).hasCount(0);
    server.post("/v1/Conversations/" + lunch, "FriendlyName", "Dinner").is(200);
    assertThat(page.locator(".thread-pane h2")).hasText("Dinner");
    server.chat().conversation("FriendlyName", "Breakfast");
    assertThat(row(page, "Breakfast")).isVisible();
    assertNothingWentWrong();
  }

  @Test
  void whoReadsWhatWasWrittenEarlierKeepsHisPlaceHoweverMuchIsWritten() {
    var lunch = lunch();
    server.chat().sayAll(lunch, "ada", 60);
    var page = openLunchAtEnd();
    button(page, "Earlier messages").click();
    assertThat(page.locator(".bubble")).hasCount(60);
    page.locator(".messages").evaluate("it => { it.scrollTop = 300; }");
    var read = page.locator(".bubble[data-index='6']");
    var place = read.boundingBox().y;
    sayAllBeforeItIsRead(page, lunch, 150);
    assertThat(page.locator(".bubble[data-index='210']")).hasCount(1);
    assertThat(read.boundingBox().y).isCloseTo(place, within(1.0));
    assertNothingWentWrong();
  }

  @Test
  void whatIsBeingChangedStaysAsItIsTypedWhateverHappensMeanwhile() {
    var lunch = lunch();
    var page = openLunch();
    button(page, "Rename").click();
    page.getByLabel("Friendly name").fill("Din");
    press(bubble(page, "Who is in?"), "Edit");
    var body = page.locator(".bubble textarea");
    body.fill("Who is");
    var place = body.boundingBox().y;
    server.chat().sayAll(lunch, "grace", 60);
    assertThat(page.locator(".bubble")).hasCount(61);
    assertThat(body.boundingBox().y).isCloseTo(place, within(1.0));
    assertThat(page.getByLabel("Friendly name")).hasValue("Din");
    assertThat(body).hasValue("Who is");
    assertNothingWentWrong();
  }

  @Test
  void whoIsWritingIsShown() {
    var lunch = lunch();
    var page = openLunch();
    assertThat(page.getByText("is writing")).hasCount(0);
    try (var grace = server.live("grace")) {
      var done = grace.postForm(grace.link("typing"), "ChannelSid=" + lunch);
      assertThat(done.status("http_status")).isEqualTo(200);
    }
    assertThat(page.getByText("grace is writing …")).isVisible();
    assertNothingWentWrong();
  }

  @Test
  void whatIsWrittenThereIsOfWhoeverIsNamedAndCanBeChangedAndDeleted() {
    var lunch = lunch();
    var page = openLunch();
    page.getByLabel("Write as").fill("hedy");
    page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill("Me, too.");
    page.keyboard().press("Enter");
    assertThat(bubble(page, "Me, too.")).containsText("hedy");
    press(bubble(page, "Me, too."), "Edit");
    keep(page, "editing");
    page.locator(".edit textarea").fill("Not me.");
    press(page.locator(".edit"), "Save");
    assertThat(bubble(page, "Not me.")).isVisible();
    press(bubble(page, "Not me."), "Delete");
    keep(page, "question");
    answer(page, "Cancel");
    assertThat(bubble(page, "Not me.")).isVisible();
    press(bubble(page, "Not me."), "Delete");
    answer(page, "Delete");
    assertThat(bubble(page, "Not me.")).hasCount(0);
    assertThat(server.get("/v1/Conversations/" + lunch + "/Messages").column("body"))
        .containsExactly("Who is in?");
    assertNothingWentWrong();
  }

  @Test
  void aConversationIsRenamedClosedAndDeletedAfterAQuestion() {
    var lunch = lunch();
    var page = openLunch();
    button(page, "Rename").click();
    page.getByLabel("Friendly name").fill(HOSTILE);
    page.keyboard().press("Enter");
    assertThat(page.locator(".thread-pane h2")).hasText(HOSTILE);
    button(page, "Close").click();
    answer(page, "Close");
    assertThat(page.getByText("This conversation is closed")).isVisible();
    assertThat(button(page, "Rename")).hasCount(0);
    assertThat(server.get("/v1/Conversations/" + lunch).text("state")).isEqualTo("closed");
    button(page, "Delete conversation").click();
    page.keyboard().press("Escape");
    assertThat(button(page, "Delete conversation")).isFocused();
    button(page, "Delete conversation").click();
    answer(page, "Delete conversation");
    assertThat(page.getByText("Choose a conversation from the list.")).isVisible();
    assertThat(page.getByText("No conversation fits.")).isVisible();
    server.get("/v1/Conversations/" + lunch).isProblem(404, 20404);
    expectRefusals(); // the page looks once more at what has changed
    assertNothingWentWrong();
  }

  @Test
  void whatIsRefusedIsSaid() {
    lunch();
    var page = openLunch();
    page.getByLabel("Write as").fill("x".repeat(300));
    page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill("Me.");
    button(page, "Send").click();
    assertThat(page.getByText("That did not work")).isVisible();
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void afterAStopOfTheServerThePageComesBackAndHasMissedNothing() {
    var lunch = lunch();
    var page = openLunch();
    server.restart();
    server.chat().say(lunch, "grace", "Is it over?").is(201);
    assertThat(bubble(page, "Is it over?")).isVisible();
    server.chat().say(lunch, "grace", "It is.").is(201);
    assertThat(bubble(page, "It is.")).isVisible();
  }

  @Test
  void whoUnfoldsSomethingStaysWithIt() {
    var lunch = server.chat().conversation("FriendlyName", "Lunch");
    var path = "/v1/Conversations/" + lunch + "/Messages";
    for (var i = 0; i < 5; i++) {
      var seats = "[" + "1,".repeat(40) + "1]";
      server.post(path, "Author", "ada", "Body", "Seat " + i, "Attributes", seats).is(201);
    }
    var page = open();
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    assertThat(page.locator(".bubble")).hasCount(5);
    bubble(page, "Seat 3").locator("summary").click();
    assertThat(bubble(page, "Seat 3").locator(".tree")).isVisible();
    var place = bubble(page, "Seat 3").boundingBox().y;
    server.chat().say(lunch, "ada", "Seat 6").is(201);
    assertThat(page.locator(".bubble")).hasCount(6);
    assertThat(bubble(page, "Seat 3").boundingBox().y).isCloseTo(place, within(1.0));
  }

  @Test
  void whoIsElsewhereWhenAConversationIsDeletedStaysThere() {
    var lunch = lunch();
    server.chat().conversation("FriendlyName", "Dinner");
    var page = openLunch();
    var held = new ArrayList<Route>();
    page.route(url -> url.endsWith("/" + lunch), route -> hold(route, held));
    button(page, "Delete conversation").click();
    answer(page, "Delete conversation");
    page.waitForCondition(() -> !held.isEmpty());
    row(page, "Dinner").getByRole(AriaRole.LINK).click();
    var body = page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    body.fill("Half a sen");
    held.forEach(Route::resume);
    assertThat(row(page, "Lunch")).hasCount(0);
    assertThat(body).hasValue("Half a sen");
  }

  private static void hold(Route route, List<Route> held) {
    if (route.request().method().equals("DELETE")) {
      held.add(route);
    } else {
      route.resume();
    }
  }
}
