package parley.configuration;

import java.time.Clock;
import java.util.Optional;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.role.Roles;
import parley.service.Services;

/**
 * The configuration of a service over REST; it is a part of the service's own row:
 * https://www.twilio.com/docs/conversations/api/service-configuration-resource
 */
public final class ServiceConfigurationResource implements Resource {
  private final Services services;
  private final Roles roles;
  private final Clock clock;

  public ServiceConfigurationResource(Services services, Roles roles, Clock clock) {
    this.services = services;
    this.roles = roles;
    this.clock = clock;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService("/Configuration", at -> at.get("", this::fetch).post("", this::update));
  }

  private Reply fetch(Call call) {
    var service = services.find(call.accountSid(), call.service()).orElseThrow(call::notFound);
    return Reply.ok(json -> ServiceConfigurationJson.write(json, service, call));
  }

  private Reply update(Call call) {
    var wish = EditedServiceConfiguration.from(call.form());
    call.requireSomething(() -> Optional.of(call.service()));
    var service =
        services
            .edit(
                call.service(),
                call.cause(),
                (tx, old) -> {
                  wish.requireRoles(tx, old.sid(), roles);
                  return wish.over(old, clock.instant());
                })
            .orElseThrow(call::notFound);
    return Reply.ok(json -> ServiceConfigurationJson.write(json, service, call));
  }
}
