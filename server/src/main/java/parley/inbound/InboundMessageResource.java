package parley.inbound;

import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** The door for whoever carries messages in: an operation of our own, for the account alone. */
public final class InboundMessageResource implements Resource {
  private final InboundMessages inbound;

  public InboundMessageResource(InboundMessages inbound) {
    this.inbound = inbound;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/InboundMessages", at -> at.post("", this::take));
  }

  private Reply take(Call call) {
    var outcome = inbound.take(call.accountSid(), NewInboundMessage.from(call.form()));
    return Reply.ok(json -> InboundMessageJson.write(json, outcome, call));
  }
}
