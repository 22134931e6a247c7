package parley.access;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * Whether a server has the secrets that its database was written with. The database knows a digest
 * of each, made with the secret key: a copy of it gives neither away, and whoever has another key
 * or token is told so before it serves (decisions/0013).
 */
public final class SecretProofs {
  private static final String SECRET_KEY = "secret-key";
  private static final String AUTH_TOKEN = "auth-token";
  private static final String PURPOSE = "proof of a secret";

  private final Database database;
  private final Clock clock;

  public SecretProofs(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whether the database belongs to one secret key, so that nobody may come with a fresh one. */
  public boolean knowsKey() {
    return find(SECRET_KEY).isPresent();
  }

  /** Whether the database belongs to one auth token. */
  public boolean knowsToken() {
    return find(AUTH_TOKEN).isPresent();
  }

  /** Whether this is the key that the database was written with; false where it knows none. */
  public boolean isKey(Vault vault) {
    return fits(find(SECRET_KEY), ofKey(vault));
  }

  /** Whether this is the token that the database is served with; false where it knows none. */
  public boolean isToken(Vault vault, String token) {
    return fits(find(AUTH_TOKEN), ofToken(vault, token));
  }

  /** Whether the database belongs to other secrets than these by now. */
  public boolean areOthers(Vault vault, String token) {
    return (knowsKey() && !isKey(vault)) || (knowsToken() && !isToken(vault, token));
  }

  /**
   * Has the database take what it does not know yet; of several servers at once the first one's.
   */
  public void adopt(Vault vault, String token) {
    database.change(tx -> insert(tx, vault, token));
  }

  /** Has the database take these secrets in place of those it knew. */
  public void replace(Vault vault, String token) {
    database.change(
        tx -> {
          tx.update("DELETE FROM secret_proofs").run();
          insert(tx, vault, token);
        });
  }

  private void insert(Tx tx, Vault vault, String token) {
    insert(tx, SECRET_KEY, ofKey(vault));
    insert(tx, AUTH_TOKEN, ofToken(vault, token));
  }

  private static byte[] ofKey(Vault vault) {
    return vault.sign(PURPOSE, SECRET_KEY);
  }

  private static byte[] ofToken(Vault vault, String token) {
    return vault.sign(PURPOSE, AUTH_TOKEN + " " + token);
  }

  private static boolean fits(Optional<byte[]> known, byte[] shown) {
    return known.isPresent() && MessageDigest.isEqual(known.get(), shown);
  }

  private Optional<byte[]> find(String secret) {
    return database.read(
        tx ->
            tx.query("SELECT proof FROM secret_proofs WHERE secret = :secret")
                .set("secret", secret)
                .first(row -> row.bytes("proof")));
  }

  private void insert(Tx tx, String secret, byte[] proof) {
    tx.update(
            """
            INSERT INTO secret_proofs (secret, proof, created_at) VALUES (:secret, :proof, :now)
            ON CONFLICT (secret) DO NOTHING\
            """)
        .set("secret", secret)
        .set("proof", proof)
        .set("now", clock.instant())
        .run();
  }
}
