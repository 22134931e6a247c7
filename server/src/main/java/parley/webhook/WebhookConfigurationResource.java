package parley.webhook;

import java.util.Optional;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The webhooks of the account and of a service over REST. One path, two things: only the account
 * has a target, only the service names itself.
 * https://www.twilio.com/docs/conversations/api/webhook-configuration-resource
 * https://www.twilio.com/docs/conversations/api/per-service-webhook-resource
 */
public final class WebhookConfigurationResource implements Resource {
  private static final String PATH = "/Configuration/Webhooks";

  private final WebhookConfigurations configurations;

  public WebhookConfigurationResource(WebhookConfigurations configurations) {
    this.configurations = configurations;
  }

  @Override
  public void routes(Routes routes) {
    routes.inAccount(PATH, at -> at.get("", this::fetchOfAccount).post("", this::updateOfAccount));
    routes.inNamedService(
        PATH, at -> at.get("", this::fetchOfService).post("", this::updateOfService));
  }

  private Reply fetchOfAccount(Call call) {
    var configuration = configurations.find(call.accountSid());
    return Reply.ok(json -> WebhookConfigurationJson.writeOfAccount(json, configuration, call));
  }

  private Reply updateOfAccount(Call call) {
    var wish = EditedWebhookConfiguration.ofAccount(call.form());
    call.requireSomething(() -> Optional.of(call.accountSid()));
    var configuration = configurations.editOfAccount(wish, call.cause());
    return Reply.ok(json -> WebhookConfigurationJson.writeOfAccount(json, configuration, call));
  }

  private Reply fetchOfService(Call call) {
    var configuration = configurations.find(call.service());
    return Reply.ok(json -> WebhookConfigurationJson.writeOfService(json, configuration, call));
  }

  private Reply updateOfService(Call call) {
    var wish = EditedWebhookConfiguration.ofService(call.form());
    call.requireSomething(() -> Optional.of(call.service()));
    var configuration = configurations.editOfService(call.service(), wish, call.cause());
    return Reply.ok(json -> WebhookConfigurationJson.writeOfService(json, configuration, call));
  }
}
