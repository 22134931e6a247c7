package parley.push;

import java.util.Optional;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.service.Services;
import parley.storage.Database;

/**
 * The notification settings of a service over REST:
 * https://www.twilio.com/docs/conversations/api/service-notification-resource
 */
public final class NotificationSettingsResource implements Resource {
  private final NotificationSettingsStore store = new NotificationSettingsStore();
  private final Database database;
  private final Services services;

  public NotificationSettingsResource(Database database, Services services) {
    this.database = database;
    this.services = services;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService(
        "/Configuration/Notifications", at -> at.get("", this::fetch).post("", this::update));
  }

  private Reply fetch(Call call) {
    var service = call.service();
    var settings =
        database
            .read(tx -> store.find(tx, service))
            .orElseGet(() -> NotificationSettings.unset(service));
    return Reply.ok(json -> NotificationSettingsJson.write(json, settings, call));
  }

  private Reply update(Call call) {
    var service = call.service();
    var wish = EditedNotificationSettings.from(call.form());
    call.requireSomething(() -> Optional.of(service));
    var settings =
        database.write(
            tx -> {
              // The service's row orders such changes, also the first.
              services.hold(tx, call.accountSid(), service);
              var old =
                  store.find(tx, service).orElseGet(() -> NotificationSettings.unset(service));
              var edited = wish.over(old);
              store.put(tx, edited);
              return edited;
            });
    return Reply.ok(json -> NotificationSettingsJson.write(json, settings, call));
  }
}
