package parley.webhook;

import java.time.Clock;
import parley.access.Cause;
import parley.service.ServiceContents;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Known;
import parley.storage.Tx;
import parley.value.CacheCounts;

/** What can be done with the webhooks of accounts and services. */
public final class WebhookConfigurations implements ServiceContents {
  private final WebhookConfigurationStore store;
  private final Known<WebhookConfiguration> known;
  private final Database database;
  private final Services services;
  private final Clock clock;

  public WebhookConfigurations(Database database, Services services, Clock clock) {
    this.store = new WebhookConfigurationStore(database.news());
    // Every change needs them, as a rule to find that nobody asks for it.
    this.known =
        new Known<>(
            database, WebhookConfigurationStore.CHANGED, WebhookConfigurationStore::findAll);
    this.database = database;
    this.services = services;
    this.clock = clock;
  }

  /** What an account or a service has configured; nothing, when it never has. */
  public WebhookConfiguration find(String scope) {
    return database
        .read(tx -> store.find(tx, scope))
        .orElseGet(() -> WebhookConfiguration.unset(scope));
  }

  /** As {@link #find}, as a rule without a look at the database. */
  public WebhookConfiguration known(String scope) {
    return known.find(scope).orElseGet(() -> WebhookConfiguration.unset(scope));
  }

  /** How what is remembered of them has served. */
  public CacheCounts remembered() {
    return known.counts();
  }

  /** As {@link #known(String)}, within a transaction. */
  public WebhookConfiguration known(Tx tx, String scope) {
    return known.find(tx, scope).orElseGet(() -> WebhookConfiguration.unset(scope));
  }

  /** Finds what other nodes have changed and no news told; to be called every second or so. */
  public void lookAgain() {
    known.lookAgain();
  }

  /** Changes what an account has configured. Its row orders such changes, also the first. */
  public WebhookConfiguration editOfAccount(EditedWebhookConfiguration wish, Cause cause) {
    return database.write(
        tx -> {
          services.holdAccount(tx, cause.accountSid());
          return edit(tx, cause.accountSid(), wish);
        });
  }

  /**
   * Changes what a service has configured.
   *
   * @throws parley.problem.Problem 20404 when the service has gone meanwhile
   */
  public WebhookConfiguration editOfService(
      String service, EditedWebhookConfiguration wish, Cause cause) {
    return database.write(
        tx -> {
          services.hold(tx, cause.accountSid(), service);
          return edit(tx, service, wish);
        });
  }

  private WebhookConfiguration edit(Tx tx, String scope, EditedWebhookConfiguration wish) {
    var old = store.find(tx, scope).orElseGet(() -> WebhookConfiguration.unset(scope));
    var configuration = wish.over(old);
    store.put(tx, configuration, clock.instant());
    return configuration;
  }

  /** After all else in the service: its webhooks are wanted for what goes before. */
  @Override
  public void removeAll(String service, Cause cause) {
    database.change(tx -> store.delete(tx, service));
  }
}
