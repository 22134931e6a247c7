package parley.model;

import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.storage.Dialect;
import parley.testkit.Seed;
import parley.testkit.TestServer;

/**
 * Random operations over HTTP, and after each the lists of everybody it touched are those of a
 * plain model in memory. A round that fails tells its seed and its last operations; {@code
 * -Dparley.seed=N} plays it again, {@code -Dparley.operations=N} makes each round so long, {@code
 * -Dparley.rounds=N} plays so many.
 */
class ModelTest {

  @Test
  void onSqliteTheInboxIsTheModelsAfterEveryOperation() {
    Seed.rounds("the model", 4, random -> play(Dialect.SQLITE, true, random, 2500));
  }

  @Test
  void onPostgresqlTheInboxIsTheModelsAfterEveryOperation() {
    Seed.rounds("the model", 1, random -> play(Dialect.POSTGRESQL, true, random, 1000));
  }

  @Test
  void onSqliteTheInboxIsTheModelsWhenNoAnswerIsKept() {
    Seed.rounds("the model", 1, random -> play(Dialect.SQLITE, false, random, 1000));
  }

  @Test
  void onPostgresqlTheInboxIsTheModelsWhenNoAnswerIsKept() {
    Seed.rounds("the model", 1, random -> play(Dialect.POSTGRESQL, false, random, 500));
  }

  private static void play(Dialect dialect, boolean keepsAnswers, Random random, int operations) {
    try (var server = TestServer.on(dialect).keepingAnswers(keepsAnswers).start()) {
      var play = new Play(server, dialect == Dialect.POSTGRESQL, random);
      var count = Integer.getInteger("parley.operations", operations);
      for (var number = 1; number <= count; number++) {
        play.step(number);
      }
    }
  }
}
