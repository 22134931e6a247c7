package parley.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import parley.access.Account;
import parley.access.Accounts;
import parley.access.ApiKeys;
import parley.access.Vault;
import parley.media.Blobs;
import parley.media.DiskBlobs;
import parley.problem.Limits;
import parley.storage.Database;
import parley.storage.Migrations;
import parley.value.Sids;

/**
 * What serving and the other commands have in common: the directory, the database with its schema
 * up to date, the account and its secrets.
 */
final class Installation implements AutoCloseable {
  private static final String ACCOUNT_SID = "account-sid";
  private static final String AUTH_TOKEN = "auth-token";
  private static final String SECRET_KEY = "secret-key";

  private final DataDirectory directory;
  private final String jdbcUrl;
  private final Database database;
  private final Account account;
  private final ApiKeys apiKeys;
  private final Vault vault;
  private final boolean tokenGiven;

  private Installation(
      DataDirectory directory,
      String jdbcUrl,
      Database database,
      Account account,
      ApiKeys apiKeys,
      Vault vault,
      boolean tokenGiven) {
    this.directory = directory;
    this.jdbcUrl = jdbcUrl;
    this.database = database;
    this.account = account;
    this.apiKeys = apiKeys;
    this.vault = vault;
    this.tokenGiven = tokenGiven;
  }

  /** Opens it for a server, which is then the only one. */
  static Installation claim(Arguments arguments, Clock clock) {
    var directory = DataDirectory.open(arguments.data());
    directory.claim();
    return open(directory, arguments.jdbcUrl(), true, arguments.environment(), clock);
  }

  /** Opens an embedded one of all defaults, for a server. */
  static Installation claim(Path data, Clock clock) {
    var directory = DataDirectory.open(data);
    directory.claim();
    return open(directory, "jdbc:sqlite:" + data.resolve("parley.db"), true, Map.of(), clock);
  }

  /** Opens it for a command, which may run beside a server. */
  static Installation visit(Arguments arguments, Clock clock) {
    var directory = DataDirectory.open(arguments.data());
    var alone = !directory.isClaimed();
    return open(directory, arguments.jdbcUrl(), alone, arguments.environment(), clock);
  }

  /** Builds the server's parts upon it. */
  Wiring wire(Limits limits, Clock clock) {
    return wire(database, limits, clock);
  }

  /** Fills an empty default service with the demo's data. */
  void fillWithDemo(Clock clock) {
    Demo.fill(
        database,
        (all, past) -> wire(all, Limits.DOCUMENTED, past),
        account.sid(),
        clock.instant());
  }

  private Wiring wire(Database database, Limits limits, Clock clock) {
    return new Wiring(database, account, apiKeys, vault, blobs(), limits, clock);
  }

  private static Installation open(
      DataDirectory directory,
      String jdbcUrl,
      boolean migrate,
      Map<String, String> environment,
      Clock clock) {
    var database = open(jdbcUrl, migrate, clock);
    var account = account(directory, database, environment, clock);
    var key = environment.get("PARLEY_SECRET_KEY");
    var vault =
        new Vault(
            secretKey(
                key != null
                    ? key
                    : directory.textOf(
                        SECRET_KEY, () -> DataDirectory.randomHex(Vault.KEY_BYTES))));
    var apiKeys = new ApiKeys(database, vault, new Sids(clock), clock);
    var tokenGiven = environment.containsKey("PARLEY_AUTH_TOKEN");
    return new Installation(directory, jdbcUrl, database, account, apiKeys, vault, tokenGiven);
  }

  private static Database open(String jdbcUrl, boolean migrate, Clock clock) {
    try {
      var database = Database.open(jdbcUrl);
      if (migrate) {
        new Migrations(database, clock).run();
      }
      return database;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] secretKey(String hex) {
    try {
      return HexFormat.of().parseHex(hex.strip());
    } catch (IllegalArgumentException e) {
      throw new Refusal("the secret key must be " + 2 * Vault.KEY_BYTES + " hexadecimal digits");
    }
  }

  /** The account as the environment gives it, else as it was made at the first start. */
  private static Account account(
      DataDirectory directory, Database database, Map<String, String> environment, Clock clock) {
    var accounts = new Accounts(database, clock);
    var present = accounts.find();
    var given = environment.get("PARLEY_ACCOUNT_SID");
    if (given != null && !Sids.looksLike("AC", given)) {
      throw new Refusal("PARLEY_ACCOUNT_SID must be AC and 32 hexadecimal digits");
    }
    var sid =
        given != null
            ? given
            : directory.textOf(
                ACCOUNT_SID, () -> present.orElseGet(() -> "AC" + DataDirectory.randomHex(16)));
    if (present.isPresent() && !present.get().equals(sid)) {
      throw new Refusal("the database belongs to account " + present.get() + ", not to " + sid);
    }
    accounts.ensure(sid);
    var token = environment.get("PARLEY_AUTH_TOKEN");
    return new Account(
        sid,
        token != null ? token : directory.textOf(AUTH_TOKEN, () -> DataDirectory.randomHex(16)));
  }

  /** How a shell in any directory gets at the auth token without showing it. */
  String tokenForShell() {
    if (tokenGiven) {
      return "$PARLEY_AUTH_TOKEN";
    }
    var file = directory.file(AUTH_TOKEN).toAbsolutePath().normalize().toString();
    return "$(cat '" + file.replace("'", "'\\''") + "')";
  }

  String tokenPlace() {
    return "in " + (tokenGiven ? "PARLEY_AUTH_TOKEN" : directory.file(AUTH_TOKEN));
  }

  String databasePlace() {
    return jdbcUrl.replaceFirst("[?].*", "").replaceFirst("//[^@/]*@", "//");
  }

  Database database() {
    return database;
  }

  Account account() {
    return account;
  }

  ApiKeys apiKeys() {
    return apiKeys;
  }

  Vault vault() {
    return vault;
  }

  /** Where the bytes of media are. */
  Blobs blobs() {
    return new DiskBlobs(directory.file("media"));
  }

  @Override
  public void close() {
    database.close();
    directory.close();
  }
}
