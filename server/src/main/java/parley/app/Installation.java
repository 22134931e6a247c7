package parley.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Account;
import parley.access.Accounts;
import parley.access.ApiKeys;
import parley.access.Vault;
import parley.inbox.kept.KeptAnswers;
import parley.media.DiskBlobs;
import parley.site.DiskRoom;
import parley.storage.Database;
import parley.storage.Migrations;
import parley.value.Sids;

/**
 * What a server serves: the directory, the database with its schema up to date, the account and the
 * secrets that it was written with.
 */
final class Installation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
  static final String ACCOUNT_SID = "account-sid";
  private static final int SID_BYTES = 16;

  private final Settings settings;
  private final DataDirectory directory;
  private final ServerLock lock;
  private final Database database;
  private final Account account;
  private final Vault vault;

  private Installation(
      Settings settings,
      DataDirectory directory,
      ServerLock lock,
      Database database,
      Account account,
      Vault vault) {
    this.settings = settings;
    this.directory = directory;
    this.lock = lock;
    this.database = database;
    this.account = account;
    this.vault = vault;
  }

  /**
   * Opens it for a server, and makes what is missing of a fresh one.
   *
   * @throws Refusal when it cannot be served; then nothing stays open or locked
   */
  static Installation claim(Settings settings, Clock clock) {
    settings.warnings().forEach(LOG::warn);
    var place = settings.place();
    var directory = DataDirectory.ensure(place.data());
    var lock = ServerLock.take(place.database());
    try {
      return OpenDatabase.with(
          place,
          clock,
          Migrations::run,
          database -> {
            var sid = account(place, directory, new Accounts(database, clock));
            var secrets = new Secrets(place, directory, database, clock).prove();
            checkStrength(settings, directory, secrets.token());
            var account = new Account(sid, secrets.token());
            var made =
                new Installation(settings, directory, lock, database, account, secrets.vault());
            made.keepKnownKey(clock);
            return made;
          });
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  /** The account as it is set, else as the database knows it, else as it is made now. */
  private static String account(Place place, DataDirectory directory, Accounts accounts) {
    var named = Optional.ofNullable(place.accountSid()).or(() -> directory.text(ACCOUNT_SID));
    var wished = named.orElseGet(() -> "AC" + Secrets.randomHex(SID_BYTES));
    if (!Sids.looksLike("AC", wished)) {
      throw new Refusal(
          "the account in %s must be AC and 32 hexadecimal digits"
              .formatted(directory.file(ACCOUNT_SID)));
    }
    var sid = accounts.settle(wished);
    if (named.isEmpty()) {
      return directory.made(ACCOUNT_SID, sid);
    }
    if (!sid.equals(wished)) {
      throw new Refusal(
          "the database %s belongs to account %s, not to %s"
              .formatted(place.database().place(), sid, wished));
    }
    return sid;
  }

  /** One that came by a variable was looked at with the settings; this is for one in a file. */
  private static void checkStrength(Settings settings, DataDirectory directory, String token) {
    if (settings.place().authToken() != null || !Settings.isShort(token)) {
      return;
    }
    var words = "the auth token in " + directory.file(Secrets.AUTH_TOKEN) + " ";
    if (!settings.isForThisMachineAlone()) {
      throw new Refusal(words + Settings.tooShort());
    }
    LOG.warn("{}{}", words, Settings.shortButTaken());
  }

  /** Keeps the API key that everybody knows, where nobody else is let in by it. */
  private void keepKnownKey(Clock clock) {
    if (hasKnownKey()) {
      new ApiKeys(database, vault, new Sids(clock), clock).put(Ephemeral.key(account.sid()));
    }
  }

  /** Builds the server's parts upon it. */
  Wiring wire(Clock clock) {
    var wiring = wire(database, clock);
    wiring.health.watch(new DiskRoom(written(), DiskRoom.BYTES_MIN));
    return wiring;
  }

  /** Where a server writes by itself; a database on another machine has its own disk. */
  private List<Path> written() {
    var file = settings.place().database().file();
    var database = file == null ? settings.place().data() : file.toAbsolutePath().getParent();
    return List.of(settings.place().data(), settings.media(), database);
  }

  /** Fills an empty default service with the demo's data. Whether it was empty. */
  boolean fillWithDemo(Clock clock) {
    return Demo.fill(
        database, (all, past) -> wire(all, past).subjects, account.sid(), clock.instant());
  }

  private Wiring wire(Database database, Clock clock) {
    var apiKeys = new ApiKeys(database, vault, new Sids(clock), clock);
    return new Wiring(
        new Ground(
            database,
            account,
            apiKeys,
            vault,
            new DiskBlobs(settings.media()),
            settings.rules(),
            clock,
            new KeptAnswers(database.dialect(), KeptAnswers.MEMORY_BYTES_MAX)));
  }

  /** How a shell in any directory gets at the auth token without showing it. */
  String tokenForShell() {
    var given = settings.place().givenToken();
    if (Ephemeral.TOKEN.equals(given)) {
      return Ephemeral.TOKEN.text();
    }
    if (given == null) {
      return "$(cat " + quoted(tokenFile()) + ")";
    }
    return given.file() == null
        ? "$" + Setting.AUTH_TOKEN.variable()
        : "$(sed -n 's/ *$//; s/^ *auth-token *[=:] *//p' " + quoted(given.file()) + ")";
  }

  private static String quoted(Path file) {
    return "'" + file.toAbsolutePath().normalize().toString().replace("'", "'\\''") + "'";
  }

  String tokenPlace() {
    var given = settings.place().givenToken();
    return Ephemeral.TOKEN.equals(given)
        ? Ephemeral.TOKEN.text()
        : "in " + (given == null ? tokenFile() : given.where());
  }

  private Path tokenFile() {
    return directory.file(Secrets.AUTH_TOKEN);
  }

  String databasePlace() {
    return settings.place().database().place();
  }

  Path directory() {
    return settings.place().data();
  }

  /** Whether there is the API key that everybody knows. */
  boolean hasKnownKey() {
    return settings.place().ephemeral() && settings.isForThisMachineAlone();
  }

  boolean hasTestControls() {
    return settings.testControls();
  }

  Account account() {
    return account;
  }

  @Override
  public void close() {
    database.close();
    lock.close();
  }
}
