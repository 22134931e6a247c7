package parley.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.races.Deed.Shown;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Crowd;
import parley.testkit.Recount;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/**
 * Every pair of deeds at once, on a world of its own: both are answered as if they had come one
 * after the other, no change that was acknowledged is lost, and in the end every derived row is
 * right. {@code -Dparley.rounds=N} plays each pair so often.
 */
class RacesTest {
  private static final int ROUNDS = Integer.getInteger("parley.rounds", 1);

  @Test
  void onSqliteTwoDeedsAtOnceAreTwoDeedsInARow() {
    try (var server = TestServer.onSqlite().start()) {
      play(server, server);
    }
  }

  @Test
  void onPostgresqlTwoDeedsAtOnceAreTwoDeedsInARow() {
    try (var server = TestServer.onPostgres().start()) {
      play(server, server);
    }
  }

  @Test
  void onTwoServersOverOnePostgresqlTwoDeedsAtOnceAreTwoDeedsInARow() {
    try (var first = TestServer.on(Dialect.POSTGRESQL).start();
        var second = first.beside()) {
      play(first, second);
    }
  }

  private static void play(TestServer first, TestServer second) {
    var faults = new ArrayList<String>();
    var number = 0;
    for (var i = 0; i < Deeds.ALL.size(); i++) {
      for (var j = i; j < Deeds.ALL.size(); j++) {
        for (var round = 0; round < ROUNDS; round++) {
          var world = World.fresh(first.client(), number++);
          var pair = List.of(Deeds.ALL.get(i), Deeds.ALL.get(j));
          atOnce(world, second.client(), pair, faults);
        }
      }
    }
    assertThat(faults).isEmpty();
    first.settle();
    second.settle();
    Recount.assertRight(first.database());
  }

  private static void atOnce(World world, TestClient second, List<Deed> pair, List<String> faults) {
    var worlds = List.of(world, world.through(second));
    var answers = Crowd.run(2, side -> pair.get(side).act().apply(worlds.get(side)));
    for (var side = 0; side < 2; side++) {
      var deed = pair.get(side);
      var other = pair.get(1 - side);
      var answer = answers.get(side);
      if (answer.status() >= 500) {
        faults.add("%s beside %s: %s".formatted(deed, other, answer.body()));
      }
      var shown = deed.shown();
      if (shown != null
          && answer.status() < 300
          && worlds.stream().allMatch(seen -> isLost(seen, shown))) {
        faults.add("%s beside %s: lost".formatted(deed, other));
      }
    }
    onlyOneDeletes(pair, answers, faults);
  }

  /**
   * Whether what was acknowledged is not there, though the thing that it changed is. Both servers
   * are asked, because one may hear a moment later what the other did to a service.
   */
  private static boolean isLost(World world, Shown shown) {
    var now = world.client().get(shown.path().apply(world));
    return now.status() == 200 && !now.at(shown.pointer()).asString().equals(shown.value());
  }

  private static void onlyOneDeletes(List<Deed> pair, List<Answer> answers, List<String> faults) {
    var deed = pair.getFirst();
    if (deed.equals(pair.getLast())
        && answers.stream().filter(answer -> answer.status() == 204).count() > 1) {
      faults.add("%s: both of two were told that they did it".formatted(deed));
    }
  }
}
