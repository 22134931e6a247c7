package parley.app;

import java.nio.file.Files;
import java.time.Clock;
import parley.access.Accounts;
import parley.access.ApiKeys;
import parley.access.Vault;
import parley.storage.Database;
import parley.storage.Migrations;
import parley.value.Sids;

/**
 * An installation that is open for a command, which may run beside its servers. It makes nothing:
 * no directory, no file, no secret, no schema.
 */
final class Visit implements AutoCloseable {
  private final Database database;
  private final String account;
  private final ApiKeys apiKeys;

  private Visit(Database database, String account, ApiKeys apiKeys) {
    this.database = database;
    this.account = account;
    this.apiKeys = apiKeys;
  }

  /**
   * Opens it.
   *
   * @throws Refusal when there is none, or it is not this program's and this secret key's
   */
  static Visit to(Place place, Clock clock) {
    requireThere(place);
    return OpenDatabase.with(
        place,
        clock,
        Migrations::verify,
        database -> {
          var directory = DataDirectory.at(place.data());
          var vault = new Secrets(place, directory, database, clock).knownVault();
          return new Visit(database, account(place, database, clock), keys(database, vault, clock));
        });
  }

  /** Opening an embedded database would make it. */
  static void requireThere(Place place) {
    var file = place.database().file();
    if (file != null && !Files.exists(file)) {
      throw new Refusal(
          "there is no installation here: no file %s; name its directory by %s"
              .formatted(file, Setting.DATA));
    }
  }

  static String account(Place place, Database database, Clock clock) {
    var sid =
        new Accounts(database, clock)
            .find()
            .orElseThrow(() -> new Refusal("no server has been started on this database yet"));
    if (place.accountSid() != null && !place.accountSid().equals(sid)) {
      throw new Refusal(
          "the database %s belongs to account %s, not to %s"
              .formatted(place.database().place(), sid, place.accountSid()));
    }
    return sid;
  }

  private static ApiKeys keys(Database database, Vault vault, Clock clock) {
    return new ApiKeys(database, vault, new Sids(clock), clock);
  }

  Database database() {
    return database;
  }

  String account() {
    return account;
  }

  ApiKeys apiKeys() {
    return apiKeys;
  }

  @Override
  public void close() {
    database.close();
  }
}
