package parley.app;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.BiFunction;
import parley.access.Cause;
import parley.app.DemoScript.Step;
import parley.conversation.ConversationFilter;
import parley.storage.Database;
import parley.storage.OneTransaction;
import parley.storage.Tx;
import parley.value.PageAsked;

/**
 * A small, lifelike data set for a first look: some weeks of a few people. It is played by the
 * deeds themselves, before a clock that is set to the time of each; so everything bears the date it
 * would have, and nothing needs a way of its own into the database. All of it is one transaction:
 * whoever is interrupted finds nothing, and begins anew.
 */
final class Demo {
  /** Whose list is worth a look. */
  static final String IDENTITY = "ada";

  private Demo() {}

  /**
   * Fills the account's default service, if nobody has talked in it yet.
   *
   * @param deeds builds them upon a database and a clock
   * @param now when the play ends
   * @return whether it was filled
   */
  static boolean fill(
      Database database, BiFunction<Database, Clock, Subjects> deeds, String account, Instant now) {
    return database.write(tx -> play(tx, database, deeds, account, now));
  }

  /** As {@link #fill}, within a transaction. */
  static boolean play(
      Tx tx,
      Database database,
      BiFunction<Database, Clock, Subjects> deeds,
      String account,
      Instant now) {
    var steps = DemoScript.read();
    var clock = new Playback(now.minus(steps.getFirst().ago()));
    var subjects = deeds.apply(new OneTransaction(database, tx), clock);
    var service = subjects.services.defaultOf(account);
    subjects.services.hold(tx, account, service); // of two servers that start at once, one plays
    if (!isEmpty(subjects, service)) {
      return false;
    }
    var stage = new DemoStage(subjects, service, Cause.byAccount(account, false));
    for (var step : steps) {
      clock.time = now.minus(step.ago());
      stage.play(step);
    }
    return true;
  }

  private static boolean isEmpty(Subjects subjects, String service) {
    var everything = new ConversationFilter(null, null, null);
    return subjects.conversations.list(service, everything, PageAsked.first(1)).rows().isEmpty();
  }

  /** Whether the data set is there: somebody of its name, and the first thing they talked of. */
  static boolean isThere(Subjects subjects, String account) {
    var service = subjects.services.defaultOf(account);
    var first = DemoScript.read().stream().map(Step::conversation).filter(name -> !name.isEmpty());
    return subjects.users.find(service, IDENTITY).isPresent()
        && subjects.conversations.find(service, first.findFirst().orElseThrow()).isPresent();
  }

  /** A clock that is set. Used by one thread. */
  private static final class Playback extends Clock {
    private Instant time;

    Playback(Instant start) {
      time = start;
    }

    @Override
    public Instant instant() {
      return time;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return InstantSource.fixed(time).withZone(zone);
    }
  }
}
