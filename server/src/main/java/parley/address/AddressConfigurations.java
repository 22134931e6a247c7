package parley.address;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.event.Event;
import parley.event.Outlet;
import parley.problem.Code;
import parley.service.ServiceRemoved;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with the addresses of an account. */
public final class AddressConfigurations implements Outlet {
  private final AddressConfigurationStore store;
  private final Database database;
  private final Services services;
  private final Sids sids;
  private final Clock clock;

  public AddressConfigurations(Database database, Services services, Sids sids, Clock clock) {
    this.store = new AddressConfigurationStore(database.dialect());
    this.database = database;
    this.services = services;
    this.sids = sids;
    this.clock = clock;
  }

  /**
   * Configures an address.
   *
   * @throws parley.problem.Problem 20409 when it is configured already, 50050 when the service it
   *     opens conversations in is not there
   */
  public AddressConfiguration add(String account, NewAddressConfiguration wish) {
    var now = clock.instant();
    var configuration =
        new AddressConfiguration(
            sids.fresh("IG"),
            account,
            wish.type(),
            wish.address(),
            wish.friendlyName(),
            wish.country(),
            wish.autoCreation(),
            now,
            now);
    database.change(
        tx -> {
          requireService(tx, account, wish.autoCreation().serviceSid());
          if (!store.insert(tx, configuration)) {
            throw Code.CONFLICT.in("Address", "is configured already");
          }
        });
    return configuration;
  }

  /** A service that is named stays until the change is done; it is kept before the address. */
  private void requireService(Tx tx, String account, @Nullable String sid) {
    if (sid != null && services.findAndKeep(tx, account, sid).isEmpty()) {
      throw Code.SERVICE_NOT_FOUND.in(
          EditedAutoCreation.SERVICE, "names no service of this account");
    }
  }

  /** Finds by SID or address. */
  public Optional<AddressConfiguration> find(String account, String key) {
    return database.read(tx -> store.find(tx, account, key));
  }

  /** As above, within a transaction. */
  public Optional<AddressConfiguration> find(Tx tx, String account, String key) {
    return store.find(tx, account, key);
  }

  /**
   * The addresses of an account.
   *
   * @param type null for all
   */
  public Page<AddressConfiguration> list(
      String account, @Nullable AddressType type, PageAsked asked) {
    return database.read(tx -> store.list(tx, account, type, asked));
  }

  /**
   * Changes what an address does; empty when it is not configured.
   *
   * @throws parley.problem.Problem 50050 when the service it is to open conversations in is not
   *     there, 50369 or 50367 when a webhook or a flow would be without what it needs
   */
  public Optional<AddressConfiguration> edit(
      String account, String key, EditedAddressConfiguration wish) {
    return database.write(
        tx -> {
          requireService(tx, account, wish.autoCreation().serviceSid().value());
          var configuration =
              store.lock(tx, account, key).map(old -> wish.over(old, clock.instant()));
          configuration.ifPresent(edited -> store.update(tx, edited));
          return configuration;
        });
  }

  /** Deletes by SID or address. Whether it was there. */
  public boolean remove(String account, String key) {
    return database.write(tx -> store.delete(tx, account, key));
  }

  /** An address whose service goes opens no more conversations: elsewhere nobody expects them. */
  @Override
  public void hear(Tx tx, Event event) {
    if (event instanceof ServiceRemoved removed) {
      store.turnOff(tx, removed.service().sid(), clock.instant());
    }
  }
}
