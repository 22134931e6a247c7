package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attributes that are changed, and who takes part, in a real browser. */
class ConsoleChangesTest extends ConsolePages {
  private String lunch = "";
  private String path = "";

  @BeforeEach
  void makeLunch() {
    lunch = server.chat().conversation("FriendlyName", "Lunch", "Attributes", "{\"a\":1}");
    path = "/v1/Conversations/" + lunch;
    server.chat().join(lunch, "ada");
    server.chat().say(lunch, "ada", "Who is in?");
  }

  private static Page openLunch(Page page) {
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    page.getByText("Participants (").click();
    return page;
  }

  private static Locator field(Page page) {
    return page.locator("textarea.json");
  }

  private static void change(Page page, String of, String text) {
    button(page, "Change attributes of " + of).click();
    field(page).fill(text);
    button(page, "Save").click();
    assertThat(field(page)).hasCount(0);
  }

  @Test
  void attributesOfAConversationAParticipantAMessageAndAUserAreChanged() {
    var page = openLunch(open());
    change(page, "Lunch", "{\"table\":7}");
    change(page, "participant ada", "{\"hungry\":true}");
    change(page, "message 0", "{\"kind\":\"question\"}");
    page.getByText("Attributes of the user").click();
    change(page, "user ada", "{\"born\":1815}");
    assertThat(server.get(path).text("attributes")).isEqualTo("{\"table\":7}");
    assertThat(server.get(path + "/Participants").column("attributes"))
        .containsExactly("{\"hungry\":true}");
    assertThat(server.get(path + "/Messages").column("attributes"))
        .containsExactly("{\"kind\":\"question\"}");
    assertThat(server.get("/v1/Users/ada").text("attributes")).isEqualTo("{\"born\":1815}");
    keep(page, "attributes");
    assertNothingWentWrong();
  }

  @Test
  void whatIsNoJsonIsSaidAndNotSent() {
    var page = openLunch(open());
    button(page, "Change attributes of Lunch").click();
    assertThat(field(page)).hasValue("{\n  \"a\": 1\n}");
    field(page).fill("{\"a\": 1,}");
    button(page, "Save").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("this is no JSON");
    keep(page, "attributes-wrong");
    field(page).press("Escape");
    assertThat(field(page)).hasCount(0);
    assertThat(server.get(path).text("attributes")).isEqualTo("{\"a\":1}");
    assertNothingWentWrong();
  }

  @Test
  void whatSomebodyElseHasChangedMeanwhileIsNotReplacedUnseen() {
    var page = openLunch(open());
    button(page, "Change attributes of Lunch").click();
    field(page).fill("{\"mine\":1}");
    server.post(path, "Attributes", "{\"theirs\":2}").is(200);
    button(page, "Save").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("meanwhile, to {\"theirs\":2}");
    assertThat(field(page)).hasValue("{\"mine\":1}");
    assertThat(server.get(path).text("attributes")).isEqualTo("{\"theirs\":2}");
    button(page, "Save").click();
    assertThat(field(page)).hasCount(0);
    assertThat(server.get(path).text("attributes")).isEqualTo("{\"mine\":1}");
    assertNothingWentWrong();
  }

  @Test
  void numbersAreShownAsTheyWereWritten() {
    server.post(path, "Attributes", "{\"long\":12345678901234567890,\"huge\":1e999}").is(200);
    var page = openLunch(open());
    var tree = page.locator(".thread-pane .attributes").first();
    tree.click();
    assertThat(tree).containsText("12345678901234567890");
    assertThat(tree).containsText("1e999");
    assertNothingWentWrong();
  }

  @Test
  void whatIsTooLongIsSaidByTheServer() {
    var page = openLunch(open());
    button(page, "Change attributes of message 0").click();
    field(page).fill("{\"a\":\"" + "x".repeat(40_000) + "\"}");
    button(page, "Save").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Attributes too long");
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void attributesAreTakenForNothingButAttributesAndLongNumbersStayAsTheyAre() {
    var text = "{\"__proto__\":{\"x\":1},\"n\":12345678901234567890,\"t\":\"</textarea><b>\"}";
    server.post(path, "Attributes", text).is(200);
    var page = openLunch(open());
    button(page, "Change attributes of Lunch").click();
    assertThat(field(page)).hasValue(text);
    button(page, "Save").click();
    assertThat(field(page)).hasCount(0);
    assertThat(server.get(path).text("attributes")).isEqualTo(text);
    assertThat(page.evaluate("({}).x")).isNull();
    assertNothingWentWrong();
  }

  @Test
  void somebodyIsAddedByIdentityWithARoleOrByAddressesAndRemovedAfterAQuestion() {
    var page = openLunch(open());
    var more = page.getByLabel("Somebody more");
    more.getByLabel("Identity", new Locator.GetByLabelOptions().setExact(true)).fill(HOSTILE);
    more.getByLabel("Role").selectOption("channel admin");
    more.getByText("Add", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".participants li")).hasCount(2);
    more.getByLabel("By").selectOption("Address outside chat");
    more.getByLabel("Address", new Locator.GetByLabelOptions().setExact(true)).fill("+15551230001");
    more.getByLabel("Proxy address").fill("+15551230002");
    more.getByText("Add", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".participants > ul > li")).hasCount(3);
    keep(page, "participants");
    var all = server.get(path + "/Participants").is(200);
    assertThat(all.column("identity")).contains("ada", HOSTILE);
    assertThat(all.at("/participants/2/messaging_binding/proxy_address").asString())
        .isEqualTo("+15551230002");
    assertThat(all.at("/participants/1/role_sid").asString())
        .isNotEqualTo(all.at("/participants/0/role_sid").asString());
    var second = page.locator(".participants > ul > li").nth(1);
    second.getByText("Remove", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText(HOSTILE);
    keep(page, "participant-question");
    page.getByRole(AriaRole.DIALOG)
        .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(page.locator(".participants > ul > li")).hasCount(2);
    assertThat(server.get(path + "/Participants").column("identity")).doesNotContain(HOSTILE);
    assertNothingWentWrong();
  }

  @Test
  void whoIsThereAlreadyIsRefused() {
    var page = openLunch(open());
    var more = page.getByLabel("Somebody more");
    more.getByLabel("Identity", new Locator.GetByLabelOptions().setExact(true)).fill("ada");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Participant already exists");
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void onANarrowScreenInTheDarkNothingIsCutOff() {
    var page = openLunch(open(390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK)));
    button(page, "Change attributes of Lunch").click();
    keep(page, "attributes-narrow");
    page.getByLabel("Somebody more").scrollIntoViewIfNeeded();
    keep(page, "participants-narrow");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertNothingWentWrong();
  }
}
