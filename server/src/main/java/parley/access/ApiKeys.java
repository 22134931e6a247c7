package parley.access;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.storage.Database;
import parley.storage.Row;
import parley.storage.Tx;
import parley.value.Sids;

/** The API keys of the installation. Made and deleted from the command line. */
public final class ApiKeys implements Sealed {
  private static final String SELECT =
      "SELECT sid, account_sid, friendly_name, secret FROM api_keys";
  private static final int SECRET_BYTES = 24;

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

  /** Makes a key with a secret of 192 random bits. */
  public ApiKey add(String account, @Nullable String friendlyName) {
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    var key =
        new ApiKey(
            sids.fresh("SK"),
            account,
            friendlyName,
            Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    database.change(
        tx ->
            tx.update(
                    """
                    INSERT INTO api_keys (sid, account_sid, friendly_name, secret, created_at)
                    VALUES (:sid, :account, :name, :secret, :now)\
                    """)
                .set("sid", key.sid())
                .set("account", account)
                .set("name", friendlyName)
                .set("secret", vault.encrypt(key.secret()))
                .set("now", clock.instant())
                .run());
    return key;
  }

  /** Finds a key of any account by its SID. */
  public Optional<ApiKey> find(String sid) {
    return database.read(
        tx -> tx.query(SELECT + " WHERE sid = :sid").set("sid", sid).first(this::read));
  }

  /** All keys of an account, oldest first. */
  public List<ApiKey> list(String account) {
    return database.read(
        tx ->
            tx.query(SELECT + " WHERE account_sid = :account ORDER BY created_at, sid")
                .set("account", account)
                .list(this::read));
  }

  /** Deletes a key; whether it was there. */
  public boolean remove(String sid) {
    return database.write(
            tx -> tx.update("DELETE FROM api_keys WHERE sid = :sid").set("sid", sid).run())
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
        secret == null ? "" : vault.decrypt(secret));
  }
}
