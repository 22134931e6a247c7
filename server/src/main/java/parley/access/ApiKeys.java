package parley.access;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.storage.Database;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/**
 * The API keys of the installation. Nothing of them is remembered: who proves himself by a key has
 * it looked up, so one that was deleted is refused at once, by every server of the database.
 */
public final class ApiKeys implements Sealed {
  private static final String SELECT =
      "SELECT sid, account_sid, friendly_name, secret, created_at FROM api_keys";
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));
  private static final int SECRET_LENGTH = 32;

  /** Letters and digits alone, as the original's: the official SDK for Go takes no others. */
  private static final String SECRET_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Database database;
  private final Vault vault;
  private final Sids sids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public ApiKeys(Database database, Vault vault, Sids sids, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.sids = sids;
    this.clock = clock;
  }

  /** Makes a key with a secret of 190 random bits. */
  public ApiKey add(String account, @Nullable String friendlyName) {
    var key = made(account, friendlyName);
    database.change(tx -> insert(tx, key));
    return key;
  }

  /** Keeps a key that was made elsewhere, and is not there yet. */
  public void put(ApiKey key) {
    database.change(tx -> insert(tx, key));
  }

  /**
   * The key of an account that was first given a name, made when there is none. Of many who ask at
   * once, on whatever server, one makes it and the others find it.
   */
  public ApiKey named(String account, String name) {
    return database
        .read(tx -> firstNamed(tx, account, name))
        .orElseGet(() -> database.write(tx -> firstNamedOrMade(tx, account, name)));
  }

  private ApiKey firstNamedOrMade(Tx tx, String account, String name) {
    tx.query("SELECT sid FROM accounts WHERE sid = :sid" + database.dialect().forNoKeyUpdate())
        .set("sid", account)
        .first(row -> row.text("sid"));
    return firstNamed(tx, account, name)
        .orElseGet(
            () -> {
              var key = made(account, name);
              insert(tx, key);
              return key;
            });
  }

  private Optional<ApiKey> firstNamed(Tx tx, String account, String name) {
    return tx.query(
            SELECT
                + " WHERE account_sid = :account AND friendly_name = :name"
                + " ORDER BY created_at, sid LIMIT 1")
        .set("account", account)
        .set("name", name)
        .first(this::read);
  }

  private ApiKey made(String account, @Nullable String friendlyName) {
    var secret = new StringBuilder();
    random
        .ints(SECRET_LENGTH, 0, SECRET_CHARACTERS.length())
        .forEach(at -> secret.append(SECRET_CHARACTERS.charAt(at)));
    return new ApiKey(sids.fresh("SK"), account, friendlyName, secret.toString(), clock.instant());
  }

  private void insert(Tx tx, ApiKey key) {
    tx.update(
            """
            INSERT INTO api_keys (sid, account_sid, friendly_name, secret, created_at)
            VALUES (:sid, :account, :name, :secret, :created_at)\
            """)
        .set("sid", key.sid())
        .set("account", key.accountSid())
        .set("name", key.friendlyName())
        .set("secret", vault.encrypt(key.secret()))
        .set("created_at", key.createdAt())
        .run();
  }

  /** Finds a key of any account by its SID. */
  public Optional<ApiKey> find(String sid) {
    return database.read(
        tx -> tx.query(SELECT + " WHERE sid = :sid").set("sid", sid).first(this::read));
  }

  /** Finds a key of an account. */
  public Optional<ApiKey> find(String account, String sid) {
    return find(sid).filter(key -> key.accountSid().equals(account));
  }

  /** All keys of an account, oldest first. */
  public List<ApiKey> list(String account) {
    return database.read(
        tx ->
            tx.query(SELECT + " WHERE account_sid = :account ORDER BY created_at, sid")
                .set("account", account)
                .list(this::read));
  }

  /** The keys of an account, oldest first. */
  public Page<ApiKey> page(String account, PageAsked asked) {
    return database.read(
        tx ->
            BY_CREATION.page(
                tx,
                asked,
                SELECT + " WHERE account_sid = :account",
                sql -> sql.set("account", account),
                this::read,
                key -> List.of(Long.toString(key.createdAt().toEpochMilli()), key.sid())));
  }

  /** Deletes a key of an account; whether it was there. */
  public boolean remove(String account, String sid) {
    return database.write(
            tx ->
                tx.update("DELETE FROM api_keys WHERE sid = :sid AND account_sid = :account")
                    .set("sid", sid)
                    .set("account", account)
                    .run())
        == 1;
  }

  @Override
  public int unreadable() {
    return database.read(this::unreadable).size();
  }

  @Override
  public void forgetUnreadable() {
    database.change(
        tx ->
            unreadable(tx)
                .forEach(
                    sid ->
                        tx.update("DELETE FROM api_keys WHERE sid = :sid").set("sid", sid).run()));
  }

  private List<String> unreadable(Tx tx) {
    var sids = new ArrayList<String>();
    tx.query("SELECT sid, secret FROM api_keys")
        .list(
            row -> {
              var secret = row.bytesOrNull("secret");
              return (secret != null && vault.opens(secret)) || sids.add(row.text("sid"));
            });
    return sids;
  }

  private ApiKey read(Row row) throws SQLException {
    var secret = row.bytesOrNull("secret");
    return new ApiKey(
        row.text("sid"),
        row.text("account_sid"),
        row.textOrNull("friendly_name"),
        secret == null ? "" : vault.decrypt(secret),
        row.time("created_at"));
  }
}
