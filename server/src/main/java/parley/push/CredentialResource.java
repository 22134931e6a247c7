package parley.push;

import java.util.List;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** Credentials over REST: https://www.twilio.com/docs/conversations/api/credential-resource */
public final class CredentialResource implements Resource {
  private final Credentials credentials;
  private final Bindings bindings;

  public CredentialResource(Credentials credentials, Bindings bindings) {
    this.credentials = credentials;
    this.bindings = bindings;
  }

  @Override
  public void routes(Routes routes) {
    routes.inAccount(
        "/Credentials",
        at -> {
          at.post("", this::create);
          at.get("", this::list);
          at.get("/{Sid}", this::fetch);
          at.post("/{Sid}", this::update);
          at.delete("/{Sid}", this::delete);
        });
  }

  private Reply create(Call call) {
    var credential = credentials.add(call.accountSid(), NewCredential.from(call.form()));
    return Reply.created(json -> CredentialJson.write(json, credential, call));
  }

  private Reply list(Call call) {
    var paging =
        Paging.read(
            call, call.accountLink("/Credentials"), call.accountSid() + "/Credentials", List.of());
    var page = credentials.list(call.accountSid(), paging.asked());
    return Reply.page(
        "credentials",
        page,
        paging,
        (json, credential) -> CredentialJson.write(json, credential, call));
  }

  private Reply fetch(Call call) {
    var credential =
        credentials.find(call.accountSid(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> CredentialJson.write(json, credential, call));
  }

  private Reply update(Call call) {
    var wish = EditedCredential.from(call.form());
    call.requireSomething(() -> credentials.find(call.accountSid(), call.path("Sid")));
    var credential =
        credentials.edit(call.accountSid(), call.path("Sid"), wish).orElseThrow(call::notFound);
    return Reply.ok(json -> CredentialJson.write(json, credential, call));
  }

  private Reply delete(Call call) {
    if (!credentials.remove(call.accountSid(), call.path("Sid"), bindings)) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
