package parley.user;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.role.Role;
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
        u.role_sid, u.created_at, u.updated_at
      FROM users u JOIN services s ON s.sid = u.service_sid\
      """;
  private static final Keyset BY_CREATION = Keyset.ascending(number("u.created_at"), text("u.sid"));

  /** Adds a user; false when the identity is taken. */
  boolean insert(Tx tx, User user) {
    return set(
                tx.update(
                    """
                    INSERT INTO users (sid, service_sid, identity, friendly_name, attributes,
                      role_sid, created_at, updated_at)
                    VALUES (:sid, :service, :identity, :friendly_name, :attributes,
                      :role, :created_at, :updated_at)
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
                  role_sid = :role, updated_at = :updated_at
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
        .set("updated_at", user.updatedAt());
  }

  /** Finds by SID or identity; an identity never looks like a SID. */
  Optional<User> find(Tx tx, String service, String key) {
    var column = Sids.looksLike("US", key) ? "u.sid" : "u.identity";
    return tx.query(SELECT + " WHERE u.service_sid = :service AND " + column + " = :key")
        .set("service", service)
        .set("key", key)
        .first(UserStore::read);
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

  void replaceRole(Tx tx, Role gone, String fallbackSid, Instant now) {
    tx.update(
            """
            UPDATE users SET role_sid = :fallback, updated_at = :now
            WHERE service_sid = :service AND role_sid = :gone\
            """)
        .set("fallback", fallbackSid)
        .set("now", now)
        .set("service", gone.serviceSid())
        .set("gone", gone.sid())
        .run();
  }

  void delete(Tx tx, String sid) {
    tx.update("DELETE FROM users WHERE sid = :sid").set("sid", sid).run();
  }

  private static User read(Row row) throws SQLException {
    return new User(
        row.text("sid"),
        row.text("account_sid"),
        row.text("service_sid"),
        row.text("identity"),
        row.textOrNull("friendly_name"),
        row.text("attributes"),
        row.text("role_sid"),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
