package parley.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import parley.testkit.TestClient;

/** The view of conversations, in a real browser. */
class ConsoleConversationsTest extends ConsolePages {
  /** Whether the last character of a text stands left of the first one. */
  private static final String RIGHT_TO_LEFT =
      """
      it => {
        const [text] = it.childNodes;
        const left = (from) => {
          const range = new Range();
          range.setStart(text, from);
          range.setEnd(text, from + 1);
          return range.getBoundingClientRect().left;
        };
        return left(text.length - 1) < left(0);
      }
      """;

  private static final Path PICTURE = Path.of("src/main/resources/parley/demo/red-bicycle.jpg");

  private String lunch() {
    var lunch =
        server
            .chat()
            .conversation(
                "FriendlyName", "Lunch", "Attributes", "{\"table\": {\"seats\": [4, 2]}}");
    server.chat().join(lunch, "ada");
    server.chat().join(lunch, "grace");
    server.chat().say(lunch, "ada", "Who is in?");
    server.chat().say(lunch, "grace", "I am.");
    return lunch;
  }

  @Test
  void aThreadShowsWhatWasWrittenWhoHasReadItAndWhatIsAttached() throws IOException {
    var lunch = lunch();
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var picture =
        server
            .client()
            .with("Content-Type", "image/jpeg")
            .postRaw(
                "/v1/Services/" + service + "/Media?Filename=bicycle.jpg",
                Files.readAllBytes(PICTURE))
            .is(201)
            .sid();
    server
        .post(
            "/v1/Conversations/" + lunch + "/Messages",
            "Author",
            "ada",
            "Body",
            "By bicycle.",
            "MediaSid",
            picture)
        .is(201);
    server.chat().mark("grace", lunch, "LastReadMessageIndex", "1").is(200);

    var page = open();
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    assertThat(bubble(page, "I am.")).containsText("Read by grace");
    var shown = bubble(page, "By bicycle.").getByAltText("bicycle.jpg");
    assertThat(shown).isVisible();
    assertThat((int) shown.evaluate("image => image.naturalWidth")).isGreaterThan(400);
    page.getByText("Attributes").first().click();
    assertThat(page.locator(".thread-pane .tree").first()).containsText("seats");
    page.getByText("Participants (2)").click();
    assertThat(page.locator(".participants")).containsText("has read up to message 1");
    keep(page, "conversation");
    assertNothingWentWrong();
  }

  @Test
  void whatBecameOfAMessageOnItsWayToAPhoneIsShownReceiptByReceipt() {
    var order = server.chat().conversation("FriendlyName", "Order");
    var path = "/v1/Conversations/" + order;
    var phone =
        server
            .post(
                path + "/Participants",
                "MessagingBinding.Address",
                "+14155550142",
                "MessagingBinding.ProxyAddress",
                "+14155550100")
            .is(201)
            .sid();
    var said = server.chat().say(order, "ada", "It is ready.").is(201).sid();
    var page = open();
    row(page, "Order").getByRole(AriaRole.LINK).click();
    var receipts = bubble(page, "It is ready.").getByText("Receipts: ");
    assertThat(receipts).containsText("on its way");
    var wish = new String[] {"ParticipantSid", phone, "Status", "failed", "ErrorCode", "30003"};
    server.post(path + "/Messages/" + said + "/Receipts", wish).is(200);
    assertThat(receipts).containsText("failed: all");
    receipts.click();
    assertThat(bubble(page, "It is ready.")).containsText("failed, error 30003");
    page.getByText("Participants (1)").click();
    assertThat(page.locator(".participants")).containsText("+14155550142");
    keep(page, "receipts");
    assertNothingWentWrong();
  }

  @Test
  void whatIsSearchedForNarrowsTheList() {
    lunch();
    var dinner = server.chat().conversation("FriendlyName", "Dinner");
    server.post("/v1/Conversations/" + dinner, "State", "closed").is(200);
    var page = open();
    assertThat(page.locator(".rows li")).hasCount(2);
    page.getByLabel("Search").fill("grace");
    assertThat(page.locator(".rows li")).hasCount(1);
    assertThat(row(page, "Lunch")).containsText("2 messages, 2 participants");
    page.getByLabel("Search").fill("nobody like that");
    assertThat(page.getByText("No conversation fits.")).isVisible();
    page.getByLabel("Search").fill("");
    page.getByLabel("State").selectOption("closed");
    assertThat(page.locator(".rows li")).hasCount(1);
    assertThat(row(page, "Dinner")).containsText("Closed0 messages, 0 participants");
    assertNothingWentWrong();
  }

  @Test
  void namesBodiesAndAttributesAreTextWhateverTheyAre() {
    var deep = "[".repeat(100) + "]".repeat(100);
    var sid =
        server
            .chat()
            .conversation(
                "FriendlyName",
                HOSTILE,
                "Attributes",
                "{\"" + HOSTILE.replace('"', '\'') + "\":1}");
    server
        .post(
            "/v1/Conversations/" + sid + "/Participants",
            "Identity",
            HOSTILE,
            "Attributes",
            "{\"deep\":" + deep + "}")
        .is(201);
    server.chat().say(sid, HOSTILE, HOSTILE);
    var page = open();
    row(page, HOSTILE).getByRole(AriaRole.LINK).click();
    assertThat(bubble(page, HOSTILE)).isVisible();
    assertThat(page.getByText("Participants (1)")).isVisible();
    for (var summary : page.locator("summary").all()) {
      summary.click();
    }
    assertThat(page.getByText("too deep to be shown as a tree")).isVisible();
    keep(page, "hostile");
    assertThat(page.locator("b")).hasCount(0);
    assertThat(page.title()).startsWith("Conversations");
    assertNothingWentWrong();
  }

  @Test
  void manyConversationsAndMessagesComePageByPage() {
    String last = "";
    for (var i = 0; i < 65; i++) {
      last = server.chat().conversation("FriendlyName", "Talk " + i);
    }
    server.chat().sayAll(last, "ada", 35);
    var page = open();
    assertThat(page.locator(".rows li")).hasCount(30);
    button(page, "More").click();
    assertThat(page.locator(".rows li")).hasCount(60);
    row(page, "Talk 64").getByRole(AriaRole.LINK).click();
    assertThat(page.locator(".bubble")).hasCount(30);
    assertThat(page.locator(".bubble").last()).isInViewport();
    button(page, "Earlier messages").click();
    assertThat(page.locator(".bubble")).hasCount(35);
    assertNothingWentWrong();
  }

  @Test
  void onANarrowScreenInTheDarkTheKeyboardAloneWillDo() {
    lunch();
    var page = open(390, 760, wishes -> wishes.setColorScheme(ColorScheme.DARK));
    var row = row(page, "Lunch").getByRole(AriaRole.LINK);
    assertThat(row).isVisible();
    keep(page, "narrow-list");
    row.focus();
    page.keyboard().press("Enter");
    assertThat(bubble(page, "I am.")).isVisible();
    assertThat(row).isHidden();
    keep(page, "narrow");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    link(page, "Back to the list").focus();
    page.keyboard().press("Enter");
    assertThat(row).isVisible();
    assertNothingWentWrong();
  }

  @Test
  void aTextHasItsOwnDirectionAndALongNameTurnsNoPageSideways() {
    var lunch = server.chat().conversation("FriendlyName", "L".repeat(200));
    server.chat().join(lunch, "a".repeat(200));
    server.chat().say(lunch, "ada", "\u05e9\u05dc\u05d5\u05dd (12)!").is(201);
    server.chat().say(lunch, "\u202eada", "x".repeat(1600)).is(201);
    var page = open(390, 760, wishes -> {});
    row(page, "LLL").getByRole(AriaRole.LINK).click();
    page.getByText("Participants (1)").click();
    assertThat(page.locator(".participants strong")).isVisible();
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat((boolean) bubble(page, "(12)!").locator(".body").evaluate(RIGHT_TO_LEFT)).isTrue();
  }

  @Test
  void attributesAreMadeATreeOnceSomebodyLooksAtThem() {
    server.chat().conversation("FriendlyName", "Lunch", "Attributes", "{\"seats\":4}");
    var page = open();
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    var attributes = page.getByText("Attributes").first();
    assertThat(attributes).isVisible();
    assertThat(page.locator(".tree")).hasCount(0);
    attributes.click();
    assertThat(page.locator(".tree")).containsText("seats");
  }

  @Test
  void whatIsNotThereIsSaid() {
    var page = open();
    page.navigate(
        server.address() + "/console#/conversations/" + TestClient.quote("IS/../x") + "/CHnone");
    assertThat(page.getByText("There is no such conversation")).isVisible();
    expectRefusals();
    assertNothingWentWrong();
  }

  @Test
  void whoAsksTwiceForEarlierMessagesIsShownThemOnce() {
    server.chat().sayAll(lunch(), "ada", 40);
    var page = open();
    row(page, "Lunch").getByRole(AriaRole.LINK).click();
    assertThat(page.locator(".bubble")).hasCount(30);
    button(page, "Earlier messages").dblclick();
    assertThat(page.locator(".bubble")).hasCount(42);
    assertThat(page.getByText("That did not work")).hasCount(0);
    assertNothingWentWrong();
  }
}
