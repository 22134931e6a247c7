package parley.address;

import java.util.List;
import java.util.Map;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;

/**
 * The addresses of the account over REST:
 * https://www.twilio.com/docs/conversations/api/address-configuration-resource
 */
public final class AddressConfigurationResource implements Resource {
  private static final String PATH = "/Configuration/Addresses";

  private final AddressConfigurations configurations;

  public AddressConfigurationResource(AddressConfigurations configurations) {
    this.configurations = configurations;
  }

  @Override
  public void routes(Routes routes) {
    routes.inAccount(
        PATH,
        at -> {
          at.post("", this::create);
          at.get("", this::list);
          at.get("/{Sid}", this::fetch);
          at.post("/{Sid}", this::update);
          at.delete("/{Sid}", this::delete);
        });
  }

  private Reply create(Call call) {
    var wish = NewAddressConfiguration.from(call.form());
    var configuration = configurations.add(call.accountSid(), wish);
    return Reply.created(json -> AddressConfigurationJson.write(json, configuration, call));
  }

  private Reply list(Call call) {
    var type = call.query().field("Type");
    var filters =
        type.given()
            ? List.of(Map.entry("Type", type.textOr("")))
            : List.<Map.Entry<String, String>>of();
    var paging = Paging.read(call, call.accountLink(PATH), call.accountSid() + PATH, filters);
    var page =
        configurations.list(
            call.accountSid(), type.choice(AddressType.class, Code.BAD_PARAMETER), paging.asked());
    return Reply.page(
        "address_configurations",
        page,
        paging,
        (json, configuration) -> AddressConfigurationJson.write(json, configuration, call));
  }

  private Reply fetch(Call call) {
    var configuration =
        configurations.find(call.accountSid(), call.path("Sid")).orElseThrow(call::notFound);
    return Reply.ok(json -> AddressConfigurationJson.write(json, configuration, call));
  }

  private Reply update(Call call) {
    var wish = EditedAddressConfiguration.from(call.form());
    call.requireSomething(() -> configurations.find(call.accountSid(), call.path("Sid")));
    var configuration =
        configurations.edit(call.accountSid(), call.path("Sid"), wish).orElseThrow(call::notFound);
    return Reply.ok(json -> AddressConfigurationJson.write(json, configuration, call));
  }

  private Reply delete(Call call) {
    if (!configurations.remove(call.accountSid(), call.path("Sid"))) {
      throw call.notFound();
    }
    return Reply.gone();
  }
}
