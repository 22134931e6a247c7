package parley.address;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.storage.Dialect;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;
import parley.webhook.WebhookEvent;
import parley.webhook.WebhookMethod;

/** The table of addresses. */
final class AddressConfigurationStore {
  private static final String COLUMNS =
      """
      sid, account_sid, type, address, friendly_name, country, auto_enabled, auto_type,
      auto_service_sid, auto_url, auto_method, auto_filters, auto_flow_sid, auto_retry_count,
      created_at, updated_at\
      """;
  private static final String SELECT =
      "SELECT " + COLUMNS + " FROM addresses WHERE account_sid = :account";
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));

  private final Dialect dialect;

  AddressConfigurationStore(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Adds an address; false when it is configured already. */
  boolean insert(Tx tx, AddressConfiguration configuration) {
    return set(
                tx.update(
                    """
                    INSERT INTO addresses (%s) VALUES (:sid, :account, :type, :address,
                      :friendly_name, :country, :enabled, :auto_type, :service, :url, :method,
                      :filters, :flow, :retry_count, :created_at, :updated_at)
                    ON CONFLICT (account_sid, address) DO NOTHING\
                    """
                        .formatted(COLUMNS)),
                configuration)
            .set("account", configuration.accountSid())
            .set("type", configuration.type().name())
            .set("address", configuration.address())
            .set("country", configuration.country())
            .set("created_at", configuration.createdAt())
            .run()
        == 1;
  }

  void update(Tx tx, AddressConfiguration configuration) {
    set(
            tx.update(
                """
                UPDATE addresses SET friendly_name = :friendly_name, auto_enabled = :enabled,
                  auto_type = :auto_type, auto_service_sid = :service, auto_url = :url,
                  auto_method = :method, auto_filters = :filters, auto_flow_sid = :flow,
                  auto_retry_count = :retry_count, updated_at = :updated_at
                WHERE sid = :sid\
                """),
            configuration)
        .run();
  }

  private static Sql set(Sql sql, AddressConfiguration configuration) {
    var auto = configuration.autoCreation();
    return sql.set("sid", configuration.sid())
        .set("friendly_name", configuration.friendlyName())
        .set("enabled", auto.enabled())
        .set("auto_type", auto.type().name())
        .set("service", auto.serviceSid())
        .set("url", auto.webhookUrl())
        .set("method", auto.webhookMethod().name())
        .set("filters", WebhookEvent.toText(auto.webhookFilters()))
        .set("flow", auto.studioFlowSid())
        .set("retry_count", auto.studioRetryCount())
        .set("updated_at", configuration.updatedAt());
  }

  /** Finds by SID or address; no address looks like a SID. */
  Optional<AddressConfiguration> find(Tx tx, String account, String key) {
    return find(tx, account, key, "");
  }

  /** Finds an address that is to be changed, and holds its row. */
  Optional<AddressConfiguration> lock(Tx tx, String account, String key) {
    return find(tx, account, key, dialect.forUpdate());
  }

  private static Optional<AddressConfiguration> find(
      Tx tx, String account, String key, String suffix) {
    return tx.query(SELECT + " AND " + column(key) + " = :key" + suffix)
        .set("account", account)
        .set("key", key)
        .first(AddressConfigurationStore::read);
  }

  private static String column(String key) {
    return Sids.looksLike("IG", key) ? "sid" : "address";
  }

  Page<AddressConfiguration> list(
      Tx tx, String account, @Nullable AddressType type, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        SELECT + (type == null ? "" : " AND type = :type"),
        sql -> {
          sql.set("account", account);
          return type == null ? sql : sql.set("type", type.name());
        },
        AddressConfigurationStore::read,
        configuration ->
            List.of(Long.toString(configuration.createdAt().toEpochMilli()), configuration.sid()));
  }

  /** Deletes an address; whether it was there. */
  boolean delete(Tx tx, String account, String key) {
    return tx.update(
                "DELETE FROM addresses WHERE account_sid = :account AND %s = :key"
                    .formatted(column(key)))
            .set("account", account)
            .set("key", key)
            .run()
        == 1;
  }

  /** Makes the addresses that lead to a service open no more conversations. */
  void turnOff(Tx tx, String service, Instant now) {
    tx.update(
            """
            UPDATE addresses SET auto_enabled = 0, auto_service_sid = NULL, updated_at = :now
            WHERE auto_service_sid = :service\
            """)
        .set("now", now)
        .set("service", service)
        .run();
  }

  private static AddressConfiguration read(Row row) throws SQLException {
    return new AddressConfiguration(
        row.text("sid"),
        row.text("account_sid"),
        AddressType.valueOf(row.text("type")),
        row.text("address"),
        row.textOrNull("friendly_name"),
        row.textOrNull("country"),
        readAutoCreation(row),
        row.time("created_at"),
        row.time("updated_at"));
  }

  private static AutoCreation readAutoCreation(Row row) throws SQLException {
    return new AutoCreation(
        row.flag("auto_enabled"),
        AutoCreation.Type.valueOf(row.text("auto_type")),
        row.textOrNull("auto_service_sid"),
        row.textOrNull("auto_url"),
        WebhookMethod.valueOf(row.text("auto_method")),
        WebhookEvent.fromText(row.text("auto_filters")),
        row.textOrNull("auto_flow_sid"),
        row.number("auto_retry_count"));
  }
}
