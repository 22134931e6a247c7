package parley.delivery;

import java.util.List;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;

/** What was told to webhooks and what is still to be, over REST (docs/webhooks.md); ours. */
public final class DeliveryResource implements Resource {
  static final String PATH = "/parley/v1/Deliveries";

  private final Deliveries deliveries;

  public DeliveryResource(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley(
        "/Deliveries",
        at -> {
          at.get("", this::list);
          at.post("/Replay", this::replayAll);
          at.get("/{Sid}", this::fetch);
          at.post("/{Sid}", this::update);
          at.post("/{Sid}/Replay", this::replay);
        });
  }

  private Reply list(Call call) {
    var filter = DeliveryFilter.from(call.query());
    var paging =
        Paging.read(
            call,
            call.publicLink(PATH),
            call.accountSid() + PATH,
            DeliveryFilter.given(call.query()));
    var page = deliveries.list(call.accountSid(), filter, paging.asked());
    return Reply.page(
        "deliveries", page, paging, (json, shown) -> DeliveryJson.write(json, shown, call));
  }

  private Reply fetch(Call call) {
    var shown = deliveries.find(call.accountSid(), call.path("Sid")).orElseThrow(call::notFound);
    var attempts = deliveries.attempts(shown.delivery());
    return Reply.ok(
        json -> {
          DeliveryJson.write(json, shown, call);
          DeliveryJson.writeLog(json, attempts);
        });
  }

  /** What can be changed is that it is pending. */
  private Reply update(Call call) {
    call.form().field("Status").choice(List.of(DeliveryStatus.CANCELED), Code.BAD_PARAMETER);
    call.requireSomething(() -> deliveries.find(call.accountSid(), call.path("Sid")));
    var shown = deliveries.cancel(call.accountSid(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> DeliveryJson.write(json, shown, call));
  }

  private Reply replay(Call call) {
    var shown = deliveries.replay(call.accountSid(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.accepted(json -> DeliveryJson.write(json, shown, call));
  }

  private Reply replayAll(Call call) {
    var filter = DeliveryFilter.required(call.form());
    var count = deliveries.replayAll(call.accountSid(), filter);
    return Reply.accepted(json -> json.number("count", count));
  }
}
