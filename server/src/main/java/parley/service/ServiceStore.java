package parley.service;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** The table of services, and the account's row that names the default one. */
final class ServiceStore {
  private static final String COLUMNS =
      """
      sid, account_sid, friendly_name, default_conversation_creator_role_sid,
      default_conversation_role_sid, default_chat_service_role_sid, reachability_enabled,
      created_at, updated_at\
      """;
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));

  void insert(Tx tx, Service service) {
    tx.update(
            """
            INSERT INTO services (%s) VALUES (:sid, :account, :friendly_name, :creator_role,
              :conversation_role, :service_role, :reachability, :created_at, :updated_at)\
            """
                .formatted(COLUMNS))
        .set("sid", service.sid())
        .set("account", service.accountSid())
        .set("friendly_name", service.friendlyName())
        .set("creator_role", service.defaultConversationCreatorRoleSid())
        .set("conversation_role", service.defaultConversationRoleSid())
        .set("service_role", service.defaultChatServiceRoleSid())
        .set("reachability", service.reachabilityEnabled())
        .set("created_at", service.createdAt())
        .set("updated_at", service.updatedAt())
        .run();
  }

  Optional<Service> find(Tx tx, String account, String sid) {
    return tx.query(
            "SELECT %s FROM services WHERE sid = :sid AND account_sid = :account"
                .formatted(COLUMNS))
        .set("sid", sid)
        .set("account", account)
        .first(ServiceStore::read);
  }

  Page<Service> list(Tx tx, String account, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        "SELECT %s FROM services WHERE account_sid = :account".formatted(COLUMNS),
        sql -> sql.set("account", account),
        ServiceStore::read,
        service -> List.of(Long.toString(service.createdAt().toEpochMilli()), service.sid()));
  }

  void rename(Tx tx, String sid, String friendlyName, Instant now) {
    tx.update("UPDATE services SET friendly_name = :name, updated_at = :now WHERE sid = :sid")
        .set("name", friendlyName)
        .set("now", now)
        .set("sid", sid)
        .run();
  }

  void delete(Tx tx, String sid) {
    tx.update("DELETE FROM services WHERE sid = :sid").set("sid", sid).run();
  }

  Optional<String> defaultSid(Tx tx, String account) {
    return tx.query(
            """
            SELECT default_service_sid FROM accounts
            WHERE sid = :account AND default_service_sid IS NOT NULL\
            """)
        .set("account", account)
        .first(row -> row.text("default_service_sid"));
  }

  /** Sets the default service where there is none yet; whether it did. */
  boolean claimDefault(Tx tx, String account, String sid) {
    return tx.update(
                """
                UPDATE accounts SET default_service_sid = :sid
                WHERE sid = :account AND default_service_sid IS NULL\
                """)
            .set("sid", sid)
            .set("account", account)
            .run()
        == 1;
  }

  private static Service read(Row row) throws SQLException {
    return new Service(
        row.text("sid"),
        row.text("account_sid"),
        row.text("friendly_name"),
        row.text("default_conversation_creator_role_sid"),
        row.text("default_conversation_role_sid"),
        row.text("default_chat_service_role_sid"),
        row.flag("reachability_enabled"),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
