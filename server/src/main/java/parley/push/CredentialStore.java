package parley.push;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.access.Vault;
import parley.storage.Dialect;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Change;
import parley.value.Page;
import parley.value.PageAsked;

/** The table of credentials. Only encrypted secrets reach it. */
final class CredentialStore {
  private static final String COLUMNS =
      "sid, account_sid, friendly_name, type, sandbox, created_at, updated_at";
  private static final List<String> SECRETS =
      List.of("certificate", "private_key", "api_key", "secret");
  private static final String SELECT = "SELECT " + COLUMNS + " FROM credentials";
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));

  private final Vault vault;
  private final Dialect dialect;

  CredentialStore(Vault vault, Dialect dialect) {
    this.vault = vault;
    this.dialect = dialect;
  }

  void insert(Tx tx, Credential credential, EditedSecrets secrets) {
    set(
            tx.update(
                """
                INSERT INTO credentials (%s) VALUES (:sid, :account, :friendly_name, :type,
                  :sandbox, :created_at, :updated_at)\
                """
                    .formatted(COLUMNS)),
            credential)
        .set("account", credential.accountSid())
        .set("created_at", credential.createdAt())
        .run();
    keepSecrets(tx, credential, secrets);
  }

  void update(Tx tx, Credential credential, EditedSecrets secrets) {
    set(
            tx.update(
                """
                UPDATE credentials SET friendly_name = :friendly_name, type = :type,
                  sandbox = :sandbox, updated_at = :updated_at
                WHERE sid = :sid\
                """),
            credential)
        .run();
    keepSecrets(tx, credential, secrets);
  }

  private static Sql set(Sql sql, Credential credential) {
    return sql.set("sid", credential.sid())
        .set("friendly_name", credential.friendlyName())
        .set("type", credential.type().name())
        .set("sandbox", credential.sandbox())
        .set("updated_at", credential.updatedAt());
  }

  private void keepSecrets(Tx tx, Credential credential, EditedSecrets secrets) {
    keep(tx, credential, "certificate", secrets.certificate());
    keep(tx, credential, "private_key", secrets.privateKey());
    keep(tx, credential, "api_key", secrets.apiKey());
    keep(tx, credential, "secret", secrets.secret());
  }

  /** A secret that was not sent stays, without being read. */
  private void keep(Tx tx, Credential credential, String column, Change<@Nullable String> secret) {
    if (secret.given()) {
      var text = secret.value();
      tx.update("UPDATE credentials SET %s = :secret WHERE sid = :sid".formatted(column))
          .set("secret", text == null ? null : vault.encrypt(text))
          .set("sid", credential.sid())
          .run();
    }
  }

  /** How many secrets the key at hand does not open. */
  int unreadable(Tx tx) {
    return SECRETS.stream().mapToInt(column -> unreadable(tx, column).size()).sum();
  }

  /** Deletes the secrets that the key at hand does not open. */
  void forgetUnreadable(Tx tx) {
    for (var column : SECRETS) {
      for (var sid : unreadable(tx, column)) {
        tx.update("UPDATE credentials SET %s = NULL WHERE sid = :sid".formatted(column))
            .set("sid", sid)
            .run();
      }
    }
  }

  private List<String> unreadable(Tx tx, String column) {
    var sids = new ArrayList<String>();
    tx.query("SELECT sid, %s AS secret FROM credentials".formatted(column))
        .list(
            row -> {
              var secret = row.bytesOrNull("secret");
              return secret == null || vault.opens(secret) || sids.add(row.text("sid"));
            });
    return sids;
  }

  Optional<Credential> find(Tx tx, String account, String sid) {
    return find(tx, account, sid, "");
  }

  /** Finds a credential that is to be changed, and holds its row. */
  Optional<Credential> lock(Tx tx, String account, String sid) {
    return find(tx, account, sid, dialect.forUpdate());
  }

  private static Optional<Credential> find(Tx tx, String account, String sid, String suffix) {
    return tx.query(SELECT + " WHERE sid = :sid AND account_sid = :account" + suffix)
        .set("sid", sid)
        .set("account", account)
        .first(CredentialStore::read);
  }

  Page<Credential> list(Tx tx, String account, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        SELECT + " WHERE account_sid = :account",
        sql -> sql.set("account", account),
        CredentialStore::read,
        credential ->
            List.of(Long.toString(credential.createdAt().toEpochMilli()), credential.sid()));
  }

  /** Deletes a credential, and the bindings that could be reached by it alone. */
  boolean delete(Tx tx, String account, String sid) {
    return tx.update("DELETE FROM credentials WHERE sid = :sid AND account_sid = :account")
            .set("sid", sid)
            .set("account", account)
            .run()
        == 1;
  }

  private static Credential read(Row row) throws SQLException {
    return new Credential(
        row.text("sid"),
        row.text("account_sid"),
        row.textOrNull("friendly_name"),
        PushType.valueOf(row.text("type")),
        row.flag("sandbox"),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
