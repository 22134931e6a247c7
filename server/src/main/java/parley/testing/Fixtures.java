package parley.testing;

import java.time.Clock;
import java.util.function.Function;
import parley.access.Cause;
import parley.http.Json;
import parley.http.JsonValue;
import parley.storage.Database;
import parley.storage.OneTransaction;

/**
 * What tests have there be, and what is there, in one form (docs/fixtures.md). It is made by the
 * deeds of REST, all of it or nothing; no webhook hears of it.
 */
public final class Fixtures {
  private final Database database;
  private final Function<Database, Deeds> deeds;
  private final String account;
  private final Clock clock;

  /**
   * Fixtures of an account.
   *
   * @param deeds builds them upon a database that is one transaction
   */
  public Fixtures(Database database, Function<Database, Deeds> deeds, String account, Clock clock) {
    this.database = database;
    this.deeds = deeds;
    this.account = account;
    this.clock = clock;
  }

  /**
   * Makes what a document wants.
   *
   * @return the SIDs by the names in the document
   * @throws parley.problem.Problem 20422 with the place of what is wrong; then nothing was made
   */
  public MadeNames make(JsonValue document) {
    var now = clock.instant();
    var fixture = new FixtureReader(now).read(document);
    return database.write(
        tx -> {
          tx.unhurried(); // however much it is
          var within = deeds.apply(new OneTransaction(database, tx));
          return new FixturePlay(within, Cause.byAccount(account, false), now).play(fixture);
        });
  }

  /** Writes what is there, as it was at one moment. */
  void write(Json json) {
    database.snapshot(
        tx -> {
          var within = deeds.apply(new OneTransaction(database, tx));
          new FixtureWriter(within, tx, account).write(json);
          return Boolean.TRUE;
        });
  }
}
