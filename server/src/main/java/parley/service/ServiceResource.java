package parley.service;

import java.util.List;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;

/** Services over REST: https://www.twilio.com/docs/conversations/api/service-resource */
public final class ServiceResource implements Resource {
  private final Services services;

  public ServiceResource(Services services) {
    this.services = services;
  }

  @Override
  public void routes(Routes routes) {
    routes.inAccount(
        "/Services",
        at -> {
          at.post("", this::create);
          at.get("", this::list);
          at.get("/{Sid}", this::fetch);
          at.post("/{Sid}", this::rename);
          at.delete("/{Sid}", this::delete);
        });
  }

  private Reply create(Call call) {
    var service = services.add(friendlyName(call), call.cause());
    return Reply.created(json -> ServiceJson.write(json, service, call));
  }

  private Reply list(Call call) {
    var paging =
        Paging.read(
            call, call.accountLink("/Services"), call.accountSid() + "/Services", List.of());
    var page = services.list(call.accountSid(), paging.asked());
    return Reply.page(
        "services", page, paging, (json, service) -> ServiceJson.write(json, service, call));
  }

  private Reply fetch(Call call) {
    var service = services.find(call.accountSid(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> ServiceJson.write(json, service, call));
  }

  private Reply rename(Call call) {
    call.form().sent("FriendlyName");
    call.requireSomething(() -> services.find(call.accountSid(), call.path("Sid")));
    var service =
        services
            .rename(call.path("Sid"), friendlyName(call), call.cause())
            .orElseThrow(call::notFound);
    return Reply.ok(json -> ServiceJson.write(json, service, call));
  }

  private Reply delete(Call call) {
    if (!services.remove(call.path("Sid"), call.cause())) {
      throw call.notFound();
    }
    return Reply.gone();
  }

  private static String friendlyName(Call call) {
    return call.form()
        .field("FriendlyName")
        .max(Services.FRIENDLY_NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG)
        .requiredText(Code.FRIENDLY_NAME_MISSING);
  }
}
