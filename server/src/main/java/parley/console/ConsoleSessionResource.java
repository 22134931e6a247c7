package parley.console;

import org.jspecify.annotations.Nullable;
import parley.access.Sessions;
import parley.access.SignInLink;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.http.SessionCookie;
import parley.problem.Code;

/**
 * Signing in to the console and out of it (decision 32). Who signs in shows the account's
 * credentials as to every other path, and is answered late for wrong ones as there; or the secret
 * of a link, which is good once.
 */
public final class ConsoleSessionResource implements Resource {
  private final Sessions sessions;
  private final SignInLink link;
  private final ConsoleFacts facts;

  public ConsoleSessionResource(Sessions sessions, SignInLink link, ConsoleFacts facts) {
    this.sessions = sessions;
    this.link = link;
    this.facts = facts;
  }

  @Override
  public void routes(Routes routes) {
    routes.inRoot(
        ConsolePage.PATH + "/session",
        at ->
            at.get("", call -> Reply.ok(facts::write).unstored())
                .post("", call -> open(call, call.caller().keySid()))
                .delete("", this::end));
    routes.inPublic(ConsolePage.PATH + "/link", at -> at.post("", this::follow));
  }

  private Reply follow(Call call) {
    var secret = call.form().field("Secret").requiredText(Code.BAD_PARAMETER);
    if (!link.use(secret)) {
      throw Code.UNAUTHENTICATED.because("the link was used, or its time is over");
    }
    return open(call, null);
  }

  private Reply open(Call call, @Nullable String keySid) {
    var opened = sessions.open(keySid);
    var reply = Reply.created(json -> json.text("proof", opened.proof()));
    return SessionCookie.set(call, opened.token(), Sessions.LIFE, reply);
  }

  private Reply end(Call call) {
    var token = SessionCookie.of(call);
    if (token != null) {
      sessions.end(token);
    }
    return SessionCookie.clear(call, Reply.gone());
  }
}
