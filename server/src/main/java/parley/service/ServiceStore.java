package parley.service;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.storage.Keyset;
import parley.storage.News;
import parley.storage.Row;
import parley.storage.Sql;
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

  /** News: a service is other than it was, or gone. */
  static final String CHANGED = "service";

  /** News: an account has another default service. */
  static final String DEFAULT_CHANGED = "default-service";

  private final Dialect dialect;
  private final News news;

  ServiceStore(Database database) {
    this.dialect = database.dialect();
    this.news = database.news();
  }

  void insert(Tx tx, Service service) {
    set(
            tx.update(
                """
                INSERT INTO services (%s) VALUES (:sid, :account, :friendly_name, :creator_role,
                  :conversation_role, :service_role, :reachability, :created_at, :updated_at)\
                """
                    .formatted(COLUMNS)),
            service)
        .set("account", service.accountSid())
        .set("created_at", service.createdAt())
        .run();
  }

  void update(Tx tx, Service service) {
    set(
            tx.update(
                """
                UPDATE services SET friendly_name = :friendly_name,
                  default_conversation_creator_role_sid = :creator_role,
                  default_conversation_role_sid = :conversation_role,
                  default_chat_service_role_sid = :service_role,
                  reachability_enabled = :reachability, updated_at = :updated_at
                WHERE sid = :sid\
                """),
            service)
        .run();
    news.announce(tx, CHANGED, service.sid());
  }

  private static Sql set(Sql sql, Service service) {
    return sql.set("sid", service.sid())
        .set("friendly_name", service.friendlyName())
        .set("creator_role", service.defaultConversationCreatorRoleSid())
        .set("conversation_role", service.defaultConversationRoleSid())
        .set("service_role", service.defaultChatServiceRoleSid())
        .set("reachability", service.reachabilityEnabled())
        .set("updated_at", service.updatedAt());
  }

  /** Finds a service that is to be changed, and holds its row. */
  Optional<Service> hold(Tx tx, String account, String sid) {
    return find(tx, account, sid, dialect.forNoKeyUpdate());
  }

  /** Finds a service that is to be removed: nothing more comes into it. */
  Optional<Service> holdToRemove(Tx tx, String account, String sid) {
    return find(tx, account, sid, dialect.forUpdate());
  }

  /** Finds a service that must not go before the transaction ends. */
  Optional<Service> keep(Tx tx, String account, String sid) {
    return find(tx, account, sid, dialect.forKeyShare());
  }

  private static Optional<Service> find(Tx tx, String account, String sid, String suffix) {
    return tx.query(
            "SELECT %s FROM services WHERE sid = :sid AND account_sid = :account AND removed_at IS NULL%s"
                .formatted(COLUMNS, suffix))
        .set("sid", sid)
        .set("account", account)
        .first(ServiceStore::read);
  }

  /** The services of some SIDs that are there, by SID. */
  static Map<String, Service> findAll(Tx tx, List<String> sids) {
    return tx
        .query(
            "SELECT %s FROM services WHERE sid IN (<sids>) AND removed_at IS NULL"
                .formatted(COLUMNS))
        .setAll("sids", sids)
        .list(ServiceStore::read)
        .stream()
        .collect(Collectors.toMap(Service::sid, Function.identity()));
  }

  Page<Service> list(Tx tx, String account, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        "SELECT %s FROM services WHERE account_sid = :account AND removed_at IS NULL"
            .formatted(COLUMNS),
        sql -> sql.set("account", account),
        ServiceStore::read,
        service -> List.of(Long.toString(service.createdAt().toEpochMilli()), service.sid()));
  }

  /** A service that is there for nobody any more, and what is in it is going. */
  record Going(String accountSid, String sid, boolean webhooksWanted) {}

  /** Takes a service away from everybody, before what is in it goes. */
  void markRemoved(Tx tx, String sid, boolean webhooksWanted, Instant now) {
    tx.update(
            "UPDATE services SET removed_at = :now, removal_heard = :webhooks_wanted WHERE sid ="
                + " :sid")
        .set("now", now)
        .set("webhooks_wanted", webhooksWanted)
        .set("sid", sid)
        .run();
    news.announce(tx, CHANGED, sid);
  }

  /** The services whose removal has begun. */
  List<Going> going(Tx tx) {
    return tx.query(
            """
            SELECT account_sid, sid, removal_heard FROM services
            WHERE removed_at IS NOT NULL ORDER BY sid\
            """)
        .list(
            row -> new Going(row.text("account_sid"), row.text("sid"), row.flag("removal_heard")));
  }

  void delete(Tx tx, String sid) {
    tx.update("DELETE FROM services WHERE sid = :sid").set("sid", sid).run();
  }

  /** The default services of some accounts that have one, by account. */
  static Map<String, String> defaultSids(Tx tx, List<String> accounts) {
    return tx
        .query(
            """
            SELECT sid, default_service_sid FROM accounts
            WHERE sid IN (<accounts>) AND default_service_sid IS NOT NULL\
            """)
        .setAll("accounts", accounts)
        .list(row -> Map.entry(row.text("sid"), row.text("default_service_sid")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Optional<String> defaultSid(Tx tx, String account) {
    return defaultSid(tx, account, "");
  }

  /**
   * As {@link #defaultSid}, and holds the account's row, so that the default stays what it is, also
   * none.
   */
  Optional<String> lockDefaultSid(Tx tx, String account) {
    return defaultSid(tx, account, dialect.forNoKeyUpdate());
  }

  private static Optional<String> defaultSid(Tx tx, String account, String suffix) {
    return tx.query("SELECT default_service_sid FROM accounts WHERE sid = :account" + suffix)
        .set("account", account)
        .first(row -> Optional.ofNullable(row.textOrNull("default_service_sid")))
        .flatMap(Function.identity());
  }

  void setDefault(Tx tx, String account, String sid) {
    tx.update("UPDATE accounts SET default_service_sid = :sid WHERE sid = :account")
        .set("sid", sid)
        .set("account", account)
        .run();
    news.announce(tx, DEFAULT_CHANGED, account);
  }

  private static Service read(Row row) throws SQLException {
    return ServiceBuilder.builder()
        .sid(row.text("sid"))
        .accountSid(row.text("account_sid"))
        .friendlyName(row.text("friendly_name"))
        .defaultConversationCreatorRoleSid(row.text("default_conversation_creator_role_sid"))
        .defaultConversationRoleSid(row.text("default_conversation_role_sid"))
        .defaultChatServiceRoleSid(row.text("default_chat_service_role_sid"))
        .reachabilityEnabled(row.flag("reachability_enabled"))
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .build();
  }
}
