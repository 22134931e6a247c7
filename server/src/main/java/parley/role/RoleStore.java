package parley.role;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.storage.Dialect;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** The table of roles. Permissions are one text, divided by blanks: they are read as a whole. */
final class RoleStore {
  private static final String COLUMNS =
      "sid, service_sid, friendly_name, type, permissions, created_at, updated_at";
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));

  private final Dialect dialect;

  RoleStore(Dialect dialect) {
    this.dialect = dialect;
  }

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
        .set("permissions", permissions(role))
        .set("created_at", role.createdAt())
        .set("updated_at", role.updatedAt())
        .run();
  }

  void update(Tx tx, Role role) {
    tx.update(
            "UPDATE roles SET permissions = :permissions, updated_at = :updated_at WHERE sid ="
                + " :sid")
        .set("permissions", permissions(role))
        .set("updated_at", role.updatedAt())
        .set("sid", role.sid())
        .run();
  }

  private static String permissions(Role role) {
    return role.permissions().stream().map(Permission::wire).collect(Collectors.joining(" "));
  }

  Optional<Role> find(Tx tx, String service, String sid) {
    return find(tx, service, sid, "");
  }

  /** Finds a role that is to be changed, and holds its row. */
  Optional<Role> hold(Tx tx, String service, String sid) {
    return find(tx, service, sid, dialect.forNoKeyUpdate());
  }

  /** Finds a role that is to be deleted: nobody is given it from here on. */
  Optional<Role> holdToRemove(Tx tx, String service, String sid) {
    return find(tx, service, sid, dialect.forUpdate());
  }

  /** Finds a role that is to be given, and must not go before it is. */
  Optional<Role> keep(Tx tx, String service, String sid) {
    return find(tx, service, sid, dialect.forKeyShare());
  }

  /** Keeps several roles from going, in the order of their SIDs; whether all are there. */
  boolean keepAll(Tx tx, String service, List<String> sids) {
    var found =
        tx.query(
                "SELECT sid FROM roles WHERE service_sid = :service AND sid IN (<sids>)"
                    + " ORDER BY sid"
                    + dialect.forKeyShare())
            .set("service", service)
            .setAll("sids", sids)
            .list(row -> row.text("sid"));
    return found.size() == sids.size();
  }

  private static Optional<Role> find(Tx tx, String service, String sid, String suffix) {
    return tx.query(
            "SELECT %s FROM roles WHERE sid = :sid AND service_sid = :service%s"
                .formatted(COLUMNS, suffix))
        .set("sid", sid)
        .set("service", service)
        .first(RoleStore::read);
  }

  Page<Role> list(Tx tx, String service, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        "SELECT %s FROM roles WHERE service_sid = :service".formatted(COLUMNS),
        sql -> sql.set("service", service),
        RoleStore::read,
        role -> List.of(Long.toString(role.createdAt().toEpochMilli()), role.sid()));
  }

  void delete(Tx tx, String sid) {
    tx.update("DELETE FROM roles WHERE sid = :sid").set("sid", sid).run();
  }

  private static Role read(Row row) throws SQLException {
    return RoleBuilder.builder()
        .sid(row.text("sid"))
        .serviceSid(row.text("service_sid"))
        .friendlyName(row.text("friendly_name"))
        .type(RoleType.valueOf(row.text("type")))
        .permissions(Arrays.stream(row.text("permissions").split(" ")).map(Permission::of).toList())
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .build();
  }
}
