package parley.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestDatabase;

/** Whose a database is. */
@Timeout(120)
class AccountsTest {
  private static final int SERVERS = 4;

  @ParameterizedTest
  @EnumSource
  void serversThatStartAtOnceForTheFirstTimeBelongToOneAccount(Dialect dialect) throws Exception {
    for (var round = 0; round < 5; round++) {
      try (var fresh = TestDatabase.fresh(dialect);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var database = fresh.open();
        var together = new CyclicBarrier(SERVERS);
        var settled = new ArrayList<Future<String>>();
        for (var server = 0; server < SERVERS; server++) {
          var sid = "AC%032d".formatted(server);
          settled.add(
              threads.submit(
                  () -> {
                    var accounts = new Accounts(database, Clock.systemUTC());
                    together.await();
                    return accounts.settle(sid);
                  }));
        }
        var sids = new HashSet<String>();
        for (var one : settled) {
          sids.add(one.get());
        }
        assertThat(sids).hasSize(1);
        assertThat(new Accounts(database, Clock.systemUTC()).find())
            .hasValueSatisfying(sid -> assertThat(sids).containsExactly(sid));
      }
    }
  }
}
