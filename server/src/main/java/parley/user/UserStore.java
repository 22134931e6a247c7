package parley.user;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.role.Role;
import parley.storage.Dialect;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** The table of users. */
final class UserStore {
  private static final String SELECT =
      """
      SELECT u.sid, s.account_sid, u.service_sid, u.identity, u.friendly_name, u.attributes,
        u.role_sid, s.reachability_enabled, u.online, u.notifiable, u.version, u.created_at,
        u.updated_at
      FROM users u JOIN services s ON s.sid = u.service_sid\
      """;
  private static final Keyset BY_CREATION = Keyset.ascending(number("u.created_at"), text("u.sid"));

  private final Dialect dialect;

  UserStore(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Adds a user; false when the identity is taken. */
  boolean insert(Tx tx, User user) {
    return set(
                tx.update(
                    """
                    INSERT INTO users (sid, service_sid, identity, friendly_name, attributes,
                      role_sid, version, created_at, updated_at)
                    VALUES (:sid, :service, :identity, :friendly_name, :attributes,
                      :role, :version, :created_at, :updated_at)
                    ON CONFLICT (service_sid, identity) DO NOTHING\
                    """),
                user)
            .set("service", user.serviceSid())
            .set("identity", user.identity())
            .set("created_at", user.createdAt())
            .run()
        == 1;
  }

  void update(Tx tx, User user) {
    set(
            tx.update(
                """
                UPDATE users SET friendly_name = :friendly_name, attributes = :attributes,
                  role_sid = :role, version = :version, updated_at = :updated_at
                WHERE sid = :sid\
                """),
            user)
        .run();
  }

  private static Sql set(Sql sql, User user) {
    return sql.set("sid", user.sid())
        .set("friendly_name", user.friendlyName())
        .set("attributes", user.attributes())
        .set("role", user.roleSid())
        .set("version", user.version())
        .set("updated_at", user.updatedAt());
  }

  /** Finds by SID or identity; an identity never looks like a SID. */
  Optional<User> find(Tx tx, String service, String key) {
    return find(tx, service, key, "");
  }

  /** Those of these SIDs that are there, in whatever service and any order. */
  List<User> findAll(Tx tx, List<String> sids) {
    return tx.query(SELECT + " WHERE u.sid IN (<sids>)").setAll("sids", sids).list(UserStore::read);
  }

  /** The SIDs of those of some identities that are users of a service. */
  List<String> sidsOf(Tx tx, String service, List<String> identities) {
    return tx.query(
            "SELECT sid FROM users WHERE service_sid = :service AND identity IN (<identities>)")
        .set("service", service)
        .setAll("identities", identities)
        .list(row -> row.text("sid"));
  }

  /** Those who are told to be connected to a server. */
  List<User> connectedTo(Tx tx, String server) {
    return tx.query(SELECT + " JOIN presences p ON p.user_sid = u.sid WHERE p.server_id = :server")
        .set("server", server)
        .list(UserStore::read);
  }

  /** Finds a user who is to be changed, and holds the row. */
  Optional<User> hold(Tx tx, String service, String key) {
    return find(tx, service, key, held(dialect.forNoKeyUpdate()));
  }

  /** Finds a user who is to be deleted, and holds the row. */
  Optional<User> holdToRemove(Tx tx, String service, String key) {
    return find(tx, service, key, held(dialect.forUpdate()));
  }

  /** Of the two tables that are read, the users' alone is held. */
  private static String held(String suffix) {
    return suffix.isEmpty() ? "" : suffix + " OF u";
  }

  private static Optional<User> find(Tx tx, String service, String key, String suffix) {
    var isSid = Sids.looksLike("US", key);
    var column = isSid ? "u.sid" : "u.identity";
    if (!suffix.isEmpty()) {
      tx.queueFor(isSid ? key : service + " " + key);
    }
    return tx.query(SELECT + " WHERE u.service_sid = :service AND " + column + " = :key" + suffix)
        .set("service", service)
        .set("key", key)
        .first(UserStore::read);
  }

  /** Holds users, in the order of their identities: everybody holds several in this order. */
  void holdAll(Tx tx, List<String> sids) {
    tx.query(
            "SELECT sid FROM users WHERE sid IN (<sids>) ORDER BY identity"
                + dialect.forNoKeyUpdate())
        .setAll("sids", sids)
        .list(row -> row.text("sid"));
  }

  /** Counts a change of a user's list, and holds the user; empty when there is no such user. */
  Optional<Long> nextVersion(Tx tx, String sid) {
    tx.queueFor(sid);
    return tx.query("UPDATE users SET version = version + 1 WHERE sid = :sid RETURNING version")
        .set("sid", sid)
        .first(row -> row.number("version"));
  }

  /** One of the users of a service. */
  Optional<String> anySid(Tx tx, String service) {
    return tx.query("SELECT sid FROM users WHERE service_sid = :service LIMIT 1")
        .set("service", service)
        .first(row -> row.text("sid"));
  }

  /** Some of the users who hold a role, in the order in which they may be held. */
  List<String> holdersOf(Tx tx, Role role, int most) {
    return tx.query(
            """
            SELECT sid FROM users WHERE service_sid = :service AND role_sid = :role
            ORDER BY identity LIMIT :most\
            """)
        .set("service", role.serviceSid())
        .set("role", role.sid())
        .set("most", most)
        .list(row -> row.text("sid"));
  }

  Page<User> list(Tx tx, String service, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        SELECT + " WHERE u.service_sid = :service",
        sql -> sql.set("service", service),
        UserStore::read,
        user -> List.of(Long.toString(user.createdAt().toEpochMilli()), user.sid()));
  }

  void delete(Tx tx, String sid) {
    tx.update("DELETE FROM users WHERE sid = :sid").set("sid", sid).run();
  }

  private static @Nullable Reachability reachability(Row row) throws SQLException {
    return row.flag("reachability_enabled")
        ? new Reachability(row.flagOrNull("online"), row.flagOrNull("notifiable"))
        : null;
  }

  private static User read(Row row) throws SQLException {
    return UserBuilder.builder()
        .sid(row.text("sid"))
        .accountSid(row.text("account_sid"))
        .serviceSid(row.text("service_sid"))
        .identity(row.text("identity"))
        .friendlyName(row.textOrNull("friendly_name"))
        .attributes(row.text("attributes"))
        .roleSid(row.text("role_sid"))
        .reachability(reachability(row))
        .version(row.number("version"))
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .build();
  }
}
