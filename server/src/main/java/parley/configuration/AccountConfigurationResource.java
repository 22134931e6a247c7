package parley.configuration;

import java.util.Optional;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The configuration of the account over REST:
 * https://www.twilio.com/docs/conversations/api/configuration-resource
 */
public final class AccountConfigurationResource implements Resource {
  private final AccountConfigurations configurations;

  public AccountConfigurationResource(AccountConfigurations configurations) {
    this.configurations = configurations;
  }

  @Override
  public void routes(Routes routes) {
    routes.inAccount("/Configuration", at -> at.get("", this::fetch).post("", this::update));
  }

  private Reply fetch(Call call) {
    var configuration = configurations.find(call.accountSid());
    return Reply.ok(json -> AccountConfigurationJson.write(json, configuration, call));
  }

  private Reply update(Call call) {
    var wish = EditedAccountConfiguration.from(call.form());
    call.requireSomething(() -> Optional.of(call.accountSid()));
    var configuration = configurations.edit(call.accountSid(), wish);
    return Reply.ok(json -> AccountConfigurationJson.write(json, configuration, call));
  }
}
