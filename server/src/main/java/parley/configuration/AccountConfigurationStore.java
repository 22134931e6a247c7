package parley.configuration;

import parley.storage.Dialect;
import parley.storage.Tx;

/** The configuration in an account's row; the default service is set by the service room. */
final class AccountConfigurationStore {
  private final Dialect dialect;

  AccountConfigurationStore(Dialect dialect) {
    this.dialect = dialect;
  }

  AccountConfiguration find(Tx tx, String account) {
    return find(tx, account, "");
  }

  /** Finds a configuration that is to be changed, and holds its row. */
  AccountConfiguration lock(Tx tx, String account) {
    return find(tx, account, dialect.forNoKeyUpdate());
  }

  private static AccountConfiguration find(Tx tx, String account, String suffix) {
    return tx.query(
            """
            SELECT sid, default_service_sid, default_messaging_service_sid,
              default_inactive_after, default_closed_after
            FROM accounts WHERE sid = :account\
            """
                + suffix)
        .set("account", account)
        .first(
            row ->
                new AccountConfiguration(
                    row.text("sid"),
                    row.textOrNull("default_service_sid"),
                    row.textOrNull("default_messaging_service_sid"),
                    row.textOrNull("default_inactive_after"),
                    row.textOrNull("default_closed_after")))
        .orElseThrow();
  }

  void update(Tx tx, AccountConfiguration configuration) {
    tx.update(
            """
            UPDATE accounts SET default_messaging_service_sid = :messaging_service,
              default_inactive_after = :inactive_after, default_closed_after = :closed_after
            WHERE sid = :account\
            """)
        .set("messaging_service", configuration.messagingServiceSid())
        .set("inactive_after", configuration.inactiveAfter())
        .set("closed_after", configuration.closedAfter())
        .set("account", configuration.accountSid())
        .run();
  }
}
