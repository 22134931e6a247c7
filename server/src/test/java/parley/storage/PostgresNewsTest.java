package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.testkit.TestDatabase;

/** What nodes over one database tell each other. */
@Timeout(120)
class PostgresNewsTest {
  @AutoClose private final TestDatabase place = TestDatabase.fresh(Dialect.POSTGRESQL);
  private final Database here = place.open();
  private final Database there = place.open();
  private final List<String> heardHere = Collections.synchronizedList(new ArrayList<>());
  private final List<String> heardThere = Collections.synchronizedList(new ArrayList<>());

  PostgresNewsTest() {
    here.news().subscribe("note", new Heard(heardHere));
    there.news().subscribe("note", new Heard(heardThere));
  }

  private void listen() {
    here.news().start();
    there.news().start();
    await().until(() -> heardHere.contains(Heard.MISSED) && heardThere.contains(Heard.MISSED));
    heardHere.clear();
    heardThere.clear();
  }

  private static void tell(Database database, String key) {
    database.change(tx -> database.news().announce(tx, "note", key));
  }

  @Test
  void anotherNodeHearsWhatIsToldAndTheTellerHearsItOnce() {
    listen();
    tell(here, "a");
    await().until(() -> heardThere.contains("a"));
    tell(there, "b"); // comes behind what the teller may hear of his own
    await().until(() -> heardHere.contains("b"));
    assertThat(heardHere).containsExactly("a", "b");
    assertThat(heardThere).containsExactly("a", "b");
  }

  @Test
  void aListenerWhoseConnectionIsCutListensAgainAndKnowsThatItMayHaveMissedSomething() {
    listen();
    cutListeners();
    tell(here, "while nobody listens");
    await().until(() -> heardThere.contains(Heard.MISSED));
    tell(here, "again");
    await().until(() -> heardThere.contains("again"));
  }

  /** Ends all connections that listen to this test's schema. */
  private void cutListeners() {
    var cut =
        here.read(
            tx ->
                tx.query(
                        """
                        SELECT pg_terminate_backend(pid)::int AS cut FROM pg_stat_activity
                        WHERE query = 'LISTEN parley_' ||
                          (SELECT oid FROM pg_namespace WHERE nspname = current_schema())\
                        """)
                    .list(row -> row.number("cut")));
    assertThat(cut).containsExactly(1L, 1L);
  }

  @Test
  void aSchemaOfTheSameDatabaseHearsNothing() {
    try (var elsewhere = TestDatabase.fresh(Dialect.POSTGRESQL)) {
      var stranger = elsewhere.open();
      listen();
      tell(stranger, "not for you");
      tell(stranger, "nor this");
      stranger.close(); // sends what waits
      tell(here, "a");
      await().until(() -> heardThere.contains("a"));
      assertThat(heardThere).containsExactly("a");
    }
  }

  @Test
  void whatWaitsToBeSentIsSentBeforeANodeEnds() {
    listen();
    tell(here, "last words");
    here.close();
    await().until(() -> heardThere.contains("last words"));
  }

  @Test
  void withoutAConnectionNoChangeWaitsAndTheOthersHearLaterThatTheyMissedSomething() {
    var reachable = new AtomicBoolean();
    try (var news =
        new News(
            new PostgresNews(
                () -> {
                  if (reachable.get()) {
                    return DriverManager.getConnection(place.url());
                  }
                  throw new SQLException("gone, on purpose");
                }))) {
      news.subscribe("note", new Heard(heardHere));
      listen();
      for (var i = 0; i < 20_000; i++) {
        var key = "k" + i % 100;
        here.read(
            tx -> {
              news.announce(tx, "note", key);
              tx.committing();
              tx.ended(true);
              return key;
            });
      }
      assertThat(heardHere).hasSize(20_000);
      reachable.set(true);
      await().until(() -> heardThere.contains(Heard.MISSED));
      here.change(tx -> news.announce(tx, "note", "after"));
      await().until(() -> heardThere.contains("after"));
    }
  }

  /** NOTIFY in a change would hold a lock of the whole cluster through its commit. */
  @Test
  void noStatementOfAChangeNotifies() {
    listen();
    try (var log = new StatementLog("notify")) {
      tell(here, "a");
      await().until(() -> heardThere.contains("a"));
      assertThat(log.threads).containsOnly("news-sender");
    }
  }

  /** Has the driver say what it sends, and writes down on which threads a word is in it. */
  private static final class StatementLog extends Handler implements AutoCloseable {
    private final Logger driver = Logger.getLogger("org.postgresql.core");
    private final String word;
    private final List<String> threads = Collections.synchronizedList(new ArrayList<>());

    StatementLog(String word) {
      this.word = word;
      setLevel(Level.ALL);
      driver.setLevel(Level.FINEST);
      driver.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      var text = line.getMessage() + Arrays.toString(line.getParameters());
      if (text.contains("FE=> Parse") && text.contains(word)) {
        threads.add(Thread.currentThread().getName());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      driver.removeHandler(this);
      driver.setLevel(null);
    }
  }
}
