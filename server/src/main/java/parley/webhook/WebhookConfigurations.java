package parley.webhook;

import java.time.Clock;
import parley.event.Event;
import parley.event.Outlet;
import parley.service.ServiceRemoved;
import parley.storage.Database;
import parley.storage.Tx;

/** What can be done with the webhooks of accounts and services. */
public final class WebhookConfigurations implements Outlet {
  private final WebhookConfigurationStore store;
  private final Database database;
  private final Clock clock;

  public WebhookConfigurations(Database database, Clock clock) {
    this.store = new WebhookConfigurationStore(database.dialect());
    this.database = database;
    this.clock = clock;
  }

  /** What an account or a service has configured; nothing, when it never has. */
  public WebhookConfiguration find(String scope) {
    return database
        .read(tx -> store.find(tx, scope))
        .orElseGet(() -> WebhookConfiguration.unset(scope));
  }

  /** Changes what an account or a service has configured. */
  WebhookConfiguration edit(String scope, EditedWebhookConfiguration wish) {
    return database.write(
        tx -> {
          var old = store.lock(tx, scope).orElseGet(() -> WebhookConfiguration.unset(scope));
          var configuration = wish.over(old);
          store.put(tx, configuration, clock.instant());
          return configuration;
        });
  }

  @Override
  public void hear(Tx tx, Event event) {
    if (event instanceof ServiceRemoved removed) {
      store.delete(tx, removed.service().sid());
    }
  }
}
