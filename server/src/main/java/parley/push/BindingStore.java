package parley.push;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** The table of bindings. They go with their user and with their credential. */
final class BindingStore {
  private static final String COLUMNS =
      """
      sid, service_sid, user_sid, identity, type, endpoint, credential_sid, message_types,
      created_at, updated_at\
      """;
  private static final String SELECT =
      "SELECT " + COLUMNS + " FROM bindings WHERE service_sid = :service";
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));

  /** Writes a binding, in place of the one that the same device has. */
  void put(Tx tx, Binding binding) {
    tx.update(
            """
            INSERT INTO bindings (%s) VALUES (:sid, :service, :user, :identity, :type, :endpoint,
              :credential, :message_types, :created_at, :updated_at)
            ON CONFLICT (user_sid, type, endpoint) DO UPDATE SET sid = excluded.sid,
              credential_sid = excluded.credential_sid, message_types = excluded.message_types,
              created_at = excluded.created_at, updated_at = excluded.updated_at\
            """
                .formatted(COLUMNS))
        .set("sid", binding.sid())
        .set("service", binding.serviceSid())
        .set("user", binding.userSid())
        .set("identity", binding.identity())
        .set("type", binding.type().name())
        .set("endpoint", binding.endpoint())
        .set("credential", binding.credentialSid())
        .set("message_types", String.join(" ", binding.messageTypes()))
        .set("created_at", binding.createdAt())
        .set("updated_at", binding.updatedAt())
        .run();
  }

  Optional<Binding> find(Tx tx, String service, String sid) {
    return tx.query(SELECT + " AND sid = :sid")
        .set("service", service)
        .set("sid", sid)
        .first(BindingStore::read);
  }

  Page<Binding> list(Tx tx, String service, BindingFilter filter, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        SELECT + filter.sql(),
        sql -> filter.set(sql.set("service", service)),
        BindingStore::read,
        binding -> List.of(Long.toString(binding.createdAt().toEpochMilli()), binding.sid()));
  }

  /** Deletes a binding; whether it was there. */
  boolean delete(Tx tx, String service, String sid) {
    return tx.update("DELETE FROM bindings WHERE service_sid = :service AND sid = :sid")
            .set("service", service)
            .set("sid", sid)
            .run()
        == 1;
  }

  void deleteOf(Tx tx, String user, Binding.Type type, String endpoint) {
    tx.update(
            "DELETE FROM bindings WHERE user_sid = :user AND type = :type AND endpoint = :endpoint")
        .set("user", user)
        .set("type", type.name())
        .set("endpoint", endpoint)
        .run();
  }

  /** Those of some users who have any device that takes notifications. */
  List<String> usersWithAny(Tx tx, List<String> users) {
    return tx.query("SELECT DISTINCT user_sid FROM bindings WHERE user_sid IN (<users>)")
        .setAll("users", users)
        .list(row -> row.text("user_sid"));
  }

  /** Some of the users whose devices are bound with a credential. */
  List<String> usersWith(Tx tx, String credential, int most) {
    return tx.query(
            """
            SELECT DISTINCT user_sid FROM bindings WHERE credential_sid = :credential
            LIMIT :most\
            """)
        .set("credential", credential)
        .set("most", most)
        .list(row -> row.text("user_sid"));
  }

  void deleteWith(Tx tx, String credential, List<String> users) {
    tx.update("DELETE FROM bindings WHERE credential_sid = :credential AND user_sid IN (<users>)")
        .set("credential", credential)
        .setAll("users", users)
        .run();
  }

  /** The newest credential by which devices of a type are reached. */
  Optional<String> newestCredential(Tx tx, String account, Binding.Type type) {
    return tx.query(
            """
            SELECT sid FROM credentials WHERE account_sid = :account AND type = :type
            ORDER BY created_at DESC, sid DESC LIMIT 1\
            """)
        .set("account", account)
        .set("type", type.name())
        .first(row -> row.text("sid"));
  }

  private static Binding read(Row row) throws SQLException {
    var messageTypes = row.text("message_types");
    return new Binding(
        row.text("sid"),
        row.text("service_sid"),
        row.text("user_sid"),
        row.text("identity"),
        Binding.Type.valueOf(row.text("type")),
        row.text("endpoint"),
        row.textOrNull("credential_sid"),
        messageTypes.isEmpty() ? List.of() : List.of(messageTypes.split(" ")),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
