package parley.configuration;

import parley.service.Services;
import parley.storage.Database;
import parley.storage.Tx;

/** What can be done with the configuration of an account. */
public final class AccountConfigurations {
  private final AccountConfigurationStore store;
  private final Database database;
  private final Services services;

  public AccountConfigurations(Database database, Services services) {
    this.store = new AccountConfigurationStore(database.dialect());
    this.database = database;
    this.services = services;
  }

  /** The configuration, with a default service, which is made when it is not there yet. */
  public AccountConfiguration find(String account) {
    services.defaultOf(account);
    return database.read(tx -> store.find(tx, account));
  }

  /** The configuration as it stands, for a deed that goes by it. */
  public AccountConfiguration of(Tx tx, String account) {
    return store.find(tx, account);
  }

  /**
   * Changes the configuration.
   *
   * @throws parley.problem.Problem 50050 when the service that is to be the default is not there
   */
  public AccountConfiguration edit(String account, EditedAccountConfiguration wish) {
    services.defaultOf(account);
    return database.write(tx -> edit(tx, account, wish));
  }

  private AccountConfiguration edit(Tx tx, String account, EditedAccountConfiguration wish) {
    var configuration = wish.over(store.lock(tx, account));
    var service = wish.defaultServiceSid();
    if (service != null) {
      services.setDefault(tx, account, service, EditedAccountConfiguration.DEFAULT_SERVICE);
    }
    store.update(tx, configuration);
    return configuration;
  }
}
