package parley.testing;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import parley.access.Cause;
import parley.conversation.ConversationFilter;
import parley.http.Json;
import parley.http.JsonValue;
import parley.problem.Limits;
import parley.service.Service;
import parley.storage.Database;
import parley.storage.OneTransaction;
import parley.value.PageAsked;

/**
 * What tests have there be, and what is there, in one form (docs/fixtures.md). It is made by the
 * deeds of REST, all of it or nothing; no webhook hears of it.
 */
public final class Fixtures {
  private final Database database;
  private final Function<Database, Deeds> deeds;
  private final String account;
  private final Limits limits;
  private final Clock clock;

  /**
   * Fixtures of an account.
   *
   * @param deeds builds them upon a database that is one transaction
   */
  public Fixtures(
      Database database,
      Function<Database, Deeds> deeds,
      String account,
      Limits limits,
      Clock clock) {
    this.database = database;
    this.deeds = deeds;
    this.account = account;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Makes what a document wants.
   *
   * @return the SIDs by the names in the document
   * @throws parley.problem.Problem 20422 with the place of what is wrong; then nothing was made
   */
  public MadeNames make(JsonValue document) {
    return make(document, within -> true).orElseThrow();
  }

  /**
   * As {@link #make(JsonValue)}, unless somebody has written here before.
   *
   * @return empty when there are users or conversations; nothing was made then
   */
  public Optional<MadeNames> makeWhereNothingIs(JsonValue document) {
    return make(document, this::isEmpty);
  }

  private Optional<MadeNames> make(JsonValue document, Predicate<Deeds> where) {
    var now = clock.instant();
    var fixture = new FixtureReader(limits, now).read(document);
    var cause = Cause.byAccount(account, false);
    return database.write(
        tx -> {
          tx.unhurried(); // however much it is
          var within = deeds.apply(new OneTransaction(database, tx));
          // Held: of two servers that start at once, one fills the database.
          within.services().hold(tx, account, within.services().defaultOf(account));
          return where.test(within)
              ? Optional.of(new FixturePlay(within, cause, now).play(fixture))
              : Optional.empty();
        });
  }

  private boolean isEmpty(Deeds within) {
    var everything = new ConversationFilter(null, null, null);
    var one = PageAsked.first(1);
    return AllPages.of(asked -> within.services().list(account, asked)).stream()
        .map(Service::sid)
        .allMatch(
            service ->
                within.users().list(service, one).rows().isEmpty()
                    && within.conversations().list(service, everything, one).rows().isEmpty());
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
