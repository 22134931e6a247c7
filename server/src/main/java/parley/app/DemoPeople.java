package parley.app;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.app.DemoScript.SignUp;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.key.NewToken;
import parley.key.Tokens;
import parley.problem.Code;
import parley.service.Services;
import parley.site.ChatPage;

/**
 * Who takes part in the demo, and access tokens for them, without credentials: for the page that
 * shows a chat. It is there on a server for this machine alone that plays the demo, lets in nobody
 * but the demo's people, and answers no page but its own (decision 30).
 */
final class DemoPeople implements Resource {
  /** Short, since nobody asks for it: the page fetches the next one in time. */
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final String account;
  private final Services services;
  private final Tokens tokens;
  private final List<SignUp> people;

  DemoPeople(String account, Services services, Tokens tokens) {
    this.account = account;
    this.services = services;
    this.tokens = tokens;
    people = DemoScript.people();
  }

  @Override
  public void routes(Routes routes) {
    routes.inPublic(ChatPage.PATH + "/people", at -> at.get("", call -> list()));
    routes.inPublic(ChatPage.PATH + "/tokens", at -> at.post("", this::token));
  }

  private Reply list() {
    return Reply.array(
        people,
        (json, one) -> json.text("identity", one.identity()).text("friendly_name", one.fullName()));
  }

  private Reply token(Call call) {
    if (!isOfOwnPage(call.header("Origin"), call.publicLink(""))) {
      throw Code.NOT_PERMITTED.because("tokens without credentials are for the demo's own page");
    }
    var identity = call.form().field("Identity").requiredText(Code.IDENTITY_MISSING);
    if (people.stream().noneMatch(one -> one.identity().equals(identity))) {
      throw Code.BAD_PARAMETER.in("Identity", "must be one of the demo's people");
    }
    var wish = new NewToken(identity, null, LIFE);
    var issued = tokens.make(account, wish, services.defaultOf(account));
    return Reply.created(
            json -> json.text("token", issued.token()).date("date_expires", issued.expires()))
        .unstored();
  }

  /**
   * Whether a browser says that it asks for a page of this very server, under a name of this
   * machine: else any page that it has open could ask, also one whose name was turned to this
   * machine, or one that came by a proxy before us.
   */
  private static boolean isOfOwnPage(@Nullable String origin, String own) {
    return own.equals(origin) && Settings.isOfThisMachine(own);
  }
}
