package parley.key;

import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.service.Services;

/** Access tokens for tests and demos, over REST (docs/keys.md); ours. */
public final class TokenResource implements Resource {
  private final Tokens tokens;
  private final Services services;

  public TokenResource(Tokens tokens, Services services) {
    this.tokens = tokens;
    this.services = services;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/Tokens", at -> at.post("", this::create));
  }

  private Reply create(Call call) {
    var wish = NewToken.from(call.form());
    var issued = tokens.make(call.accountSid(), wish, service(call, wish));
    return Reply.created(
            json -> {
              json.text("token", issued.token());
              json.text("identity", issued.identity());
              json.text("service_sid", issued.serviceSid());
              json.date("date_expires", issued.expires());
            })
        .unstored();
  }

  private String service(Call call, NewToken wish) {
    var named = wish.serviceSid();
    if (named == null) {
      return services.defaultOf(call.accountSid());
    }
    if (!services.exists(call.accountSid(), named)) {
      throw Code.SERVICE_NOT_FOUND.in("ServiceSid", "names no service of this account");
    }
    return named;
  }
}
