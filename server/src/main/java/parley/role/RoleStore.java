package parley.role;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import parley.storage.Row;
import parley.storage.Tx;

/** The table of roles. Permissions are one text, divided by blanks: they are read as a whole. */
final class RoleStore {
  private static final String COLUMNS =
      "sid, service_sid, friendly_name, type, permissions, created_at, updated_at";

  void insert(Tx tx, Role role) {
    tx.update(
            """
            INSERT INTO roles (%s) VALUES
              (:sid, :service, :friendly_name, :type, :permissions, :created_at, :updated_at)\
            """
                .formatted(COLUMNS))
        .set("sid", role.sid())
        .set("service", role.serviceSid())
        .set("friendly_name", role.friendlyName())
        .set("type", role.type().name())
        .set("permissions", String.join(" ", role.permissions()))
        .set("created_at", role.createdAt())
        .set("updated_at", role.updatedAt())
        .run();
  }

  Optional<Role> find(Tx tx, String service, String sid) {
    return tx.query(
            "SELECT %s FROM roles WHERE sid = :sid AND service_sid = :service".formatted(COLUMNS))
        .set("sid", sid)
        .set("service", service)
        .first(RoleStore::read);
  }

  private static Role read(Row row) throws SQLException {
    var permissions = row.text("permissions");
    return new Role(
        row.text("sid"),
        row.text("service_sid"),
        row.text("friendly_name"),
        RoleType.valueOf(row.text("type")),
        permissions.isEmpty() ? List.of() : List.of(permissions.split(" ")),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
