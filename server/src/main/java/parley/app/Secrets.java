package parley.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.access.ApiKeys;
import parley.access.Sealed;
import parley.access.SecretProofs;
import parley.access.Vault;
import parley.push.Credentials;
import parley.storage.Database;
import parley.value.Sids;

/**
 * The secrets of an installation: given by variables, else in files of the data directory, and made
 * where neither they nor the database know any. They must be the ones that the database was written
 * with (decisions/0013).
 */
final class Secrets {
  static final String AUTH_TOKEN = "auth-token";
  static final String SECRET_KEY = "secret-key";
  private static final int TOKEN_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final Place place;
  private final DataDirectory directory;
  private final Database database;
  private final SecretProofs proofs;
  private final Clock clock;

  Secrets(Place place, DataDirectory directory, Database database, Clock clock) {
    this.place = place;
    this.directory = directory;
    this.database = database;
    this.proofs = new SecretProofs(database, clock);
    this.clock = clock;
  }

  /** The secrets of a server, which are the database's. */
  record Proven(Vault vault, String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Proven";
    }
  }

  /**
   * The secrets of a server. A database that knows none yet takes these.
   *
   * @throws Refusal when one is not the database's, or is missing
   */
  Proven prove() {
    var vault = vault();
    var found = foundToken();
    if (found.isEmpty() && proofs.knowsToken()) {
      throw missing(AUTH_TOKEN, Setting.AUTH_TOKEN);
    }
    var token = found.orElseGet(this::freshToken);
    if (!proofs.knowsKey() || !proofs.knowsToken()) {
      proofs.adopt(vault, token);
    }
    if (!proofs.isToken(proven(vault), token)) {
      throw other(AUTH_TOKEN, Setting.AUTH_TOKEN);
    }
    return new Proven(vault, token);
  }

  private Vault vault() {
    var found = key().map(Secrets::vaultOf);
    if (proofs.knowsKey()) {
      return proven(found.orElseThrow(() -> missing(SECRET_KEY, Setting.SECRET_KEY)));
    }
    var vault = found.orElseGet(this::freshVault);
    if (unreadable(vault) > 0) { // a database from before there were proofs
      throw other(SECRET_KEY, Setting.SECRET_KEY);
    }
    return vault;
  }

  /**
   * The vault of a command, which makes nothing.
   *
   * @throws Refusal when its key is not the database's, or is missing
   */
  Vault knownVault() {
    return proven(
        key().map(Secrets::vaultOf).orElseThrow(() -> missing(SECRET_KEY, Setting.SECRET_KEY)));
  }

  /**
   * Both secrets of the database, by the names of their files; made are none.
   *
   * @throws Refusal when one is not the database's, or is missing
   */
  Map<String, String> texts() {
    var key = key().orElseThrow(() -> missing(SECRET_KEY, Setting.SECRET_KEY));
    var token = foundToken().orElseThrow(() -> missing(AUTH_TOKEN, Setting.AUTH_TOKEN));
    if (!proofs.isToken(proven(vaultOf(key)), token)) {
      throw other(AUTH_TOKEN, Setting.AUTH_TOKEN);
    }
    return Map.of(AUTH_TOKEN, token, SECRET_KEY, key);
  }

  /**
   * Has the database take the secrets that are set now, whatever it was served with before.
   *
   * @param forget whether it may lose what their key does not open
   * @return how many secrets it lost
   * @throws Refusal when it would lose some and may not
   */
  int accept(boolean forget) {
    var fresh = randomHex(Vault.KEY_BYTES);
    var vault = vaultOf(key().orElse(fresh));
    var unreadable = unreadable(vault);
    if (unreadable > 0 && !forget) {
      throw new Refusal(
          "this secret key does not open %d secrets in the database (API keys, push credentials):"
                  .formatted(unreadable)
              + " put back the one they were kept with, or lose them with --forget-unreadable");
    }
    if (key().isEmpty()) {
      directory.made(SECRET_KEY, fresh);
    }
    sealed(vault).forEach(Sealed::forgetUnreadable);
    proofs.replace(vault, foundToken().orElseGet(this::freshToken));
    return unreadable;
  }

  private Optional<String> key() {
    return Optional.ofNullable(place.secretKey())
        .or(() -> directory.text(SECRET_KEY).map(this::checkedKey));
  }

  private String checkedKey(String text) {
    try {
      return Place.checkedKey(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal("the secret key in " + directory.file(SECRET_KEY) + " " + e.getMessage());
    }
  }

  private Optional<String> foundToken() {
    return Optional.ofNullable(place.authToken()).or(() -> directory.text(AUTH_TOKEN));
  }

  private String freshToken() {
    return directory.made(AUTH_TOKEN, randomHex(TOKEN_BYTES));
  }

  /** The key is written down before anything is encrypted with it. */
  private Vault freshVault() {
    var key = randomHex(Vault.KEY_BYTES);
    if (unreadable(vaultOf(key)) > 0) {
      throw missing(SECRET_KEY, Setting.SECRET_KEY);
    }
    return vaultOf(directory.made(SECRET_KEY, key));
  }

  private Vault proven(Vault vault) {
    if (!proofs.isKey(vault)) {
      throw other(SECRET_KEY, Setting.SECRET_KEY);
    }
    return vault;
  }

  private int unreadable(Vault vault) {
    return sealed(vault).stream().mapToInt(Sealed::unreadable).sum();
  }

  private List<Sealed> sealed(Vault vault) {
    var sids = new Sids(clock);
    return List.of(
        new ApiKeys(database, vault, sids, clock), new Credentials(database, vault, sids, clock));
  }

  private Refusal missing(String name, Setting setting) {
    return new Refusal(
        "the %s of the database %s is missing: put back %s or set %s%s"
            .formatted(words(name), place.database().place(), directory.file(name), setting, LOST));
  }

  private Refusal other(String name, Setting setting) {
    var given = setting == Setting.AUTH_TOKEN ? place.authToken() : place.secretKey();
    return new Refusal(
        "the %s in %s is not the one that the database %s was written with: put that one back%s"
            .formatted(
                words(name),
                given != null ? setting : directory.file(name),
                place.database().place(),
                LOST));
  }

  private static final String LOST =
      "; nothing was changed. If it was changed on purpose or is lost, see parley secrets accept"
          + " --help";

  private static String words(String name) {
    return name.replace('-', ' ');
  }

  private static Vault vaultOf(String hex) {
    return new Vault(HEX.parseHex(hex));
  }

  static String randomHex(int bytes) {
    var random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HEX.formatHex(random);
  }
}
