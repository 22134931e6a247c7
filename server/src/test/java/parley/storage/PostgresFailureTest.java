package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.testkit.Faults;
import parley.testkit.LogLines;
import parley.testkit.TestDatabase;

/** What fails in PostgreSQL and on the way to it, and what goes on. */
@Timeout(120)
class PostgresFailureTest {
  @AutoClose
  final TestDatabase place =
      TestDatabase.fresh(Dialect.POSTGRESQL)
          .overWire()
          .with("socketTimeout=5")
          .with("connectTimeout=5")
          .with("options=-c%20lock_timeout=100%20-c%20statement_timeout=4000")
          .with(options -> options.withPatience(Duration.ofSeconds(3)));

  private final Database database = place.open();

  PostgresFailureTest() {
    database.change(
        tx -> {
          tx.update("CREATE TABLE notes (id BIGINT PRIMARY KEY, other BIGINT)").run();
          add(tx, 1);
        });
  }

  @Test
  void aServerThatIsStoppedIsNoticedAndFoundAgain() {
    place.wire().unplug();
    assertThatThrownBy(this::ids).isInstanceOf(StorageFailure.Unavailable.class);
    assertThatThrownBy(() -> database.change(tx -> add(tx, 2)))
        .isInstanceOf(StorageFailure.Unavailable.class);
    place.wire().mend();
    await().ignoreExceptions().until(() -> ids().equals(List.of(1L)));
    database.change(tx -> add(tx, 2));
    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void aServerThatGoesSilentIsNoticedAndFoundAgain() {
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      add(tx, 2);
                      place.wire().stall();
                      add(tx, 3);
                    }))
        .isInstanceOf(StorageFailure.Unavailable.class)
        .hasMessageContaining("timed out");
    assertThatThrownBy(this::ids).isInstanceOf(StorageFailure.class);
    place.wire().mend();
    await().ignoreExceptions().until(() -> ids().equals(List.of(1L)));
  }

  @Test
  void aConnectionThatBreaksInAChangeIsToldByItsCauseAndNotByTheRollback() {
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      add(tx, 2);
                      place.wire().cut();
                      add(tx, 3);
                    }))
        .isInstanceOf(StorageFailure.Unavailable.class)
        .hasMessageNotContaining("rollback");
    await().ignoreExceptions().until(() -> ids().equals(List.of(1L)));
  }

  @Test
  void whoseConnectionBreaksAtTheCommitIsToldThatNobodyKnows() {
    var told = new ArrayList<Boolean>();
    place.wire().cutAtCommit();
    await().ignoreExceptions().until(() -> ids().equals(List.of(1L)));
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      add(tx, 2);
                      tx.aroundCommit(() -> {}, told::add);
                    }))
        .isInstanceOf(StorageFailure.OutcomeUnknown.class);
    place.wire().mend();
    await().ignoreExceptions().until(() -> ids().equals(List.of(1L, 2L)));
    assertThat(told).containsExactly(false);
  }

  @ParameterizedTest
  @CsvSource({
    "53100, false, DiskFull",
    "53100, true, DiskFull",
    "58030, false, DiskFailed",
    "58030, true, OutcomeUnknown",
    "57014, false, Busy",
    "57014, true, Busy",
  })
  void whatTheServerSaysOfItsTroubleIsToldAsThat(String state, boolean atCommit, String name) {
    Faults.refuseRows(database, "notes", state, atCommit);
    assertThatThrownBy(() -> database.change(tx -> add(tx, 2)))
        .isInstanceOf(StorageFailure.class)
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(name))
        .hasMessageContaining("on purpose");
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void aRowThatSomebodyHoldsTooLongIsBusy() {
    try (var other = place.otherSession().run("UPDATE notes SET other = 1 WHERE id = 1")) {
      assertThat(other).isNotNull();
      assertThatThrownBy(() -> database.change(PostgresFailureTest::touch))
          .isInstanceOf(StorageFailure.Busy.class)
          .hasMessageContaining("lock timeout");
      assertThat(ids()).containsExactly(1L);
    }
    database.change(PostgresFailureTest::touch);
  }

  @Test
  void whatIsLargeMayTakeItsTimeButNotForTheRowsOfOthers() {
    database.change(
        tx -> {
          tx.unhurried();
          assertThat(limit(tx, "statement_timeout")).isEqualTo("10min");
          assertThat(limit(tx, "lock_timeout")).isEqualTo("100ms");
        });
    assertThat(database.<String>read(tx -> limit(tx, "statement_timeout")))
        .as("that of whoever comes next")
        .isEqualTo("4s");
  }

  @Test
  void whileEveryWriterWaitsReadsGoOnAndOneMoreWriterIsToldSo() {
    var release = new CountDownLatch(1);
    var holding = new CountDownLatch(PostgresPool.WRITERS);
    var writers =
        IntStream.range(0, PostgresPool.WRITERS)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .start(
                            () ->
                                database.change(
                                    tx -> {
                                      holding.countDown();
                                      waitFor(release);
                                      add(tx, 10L + i);
                                    })))
            .toList();
    waitFor(holding);
    assertThat(ids()).containsExactly(1L);
    assertThatThrownBy(() -> database.change(tx -> add(tx, 2)))
        .isInstanceOf(StorageFailure.Busy.class);
    release.countDown();
    await().until(() -> writers.stream().noneMatch(Thread::isAlive));
    assertThat(ids()).hasSize(1 + PostgresPool.WRITERS);
  }

  @Test
  void theLimitsOfTimeAreThereWithoutBeingAskedFor() {
    try (var plain = TestDatabase.fresh(Dialect.POSTGRESQL)) {
      var database = plain.open();
      for (var name :
          List.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")) {
        assertThat(database.<String>read(tx -> limit(tx, name))).as(name).isNotEqualTo("0");
      }
    }
  }

  @Test
  void theStartWaitsForAServerThatComesAndSaysSoEachTime() {
    place.wire().unplug();
    try (var log = LogLines.of(PostgresStart.class.getName())) {
      var start =
          Thread.ofPlatform()
              .start(
                  () ->
                      Database.open(
                              DatabaseOptions.of(DatabaseAddress.of(place.url(), null))
                                  .withStartWait(Duration.ofMinutes(2)))
                          .close());
      await().until(() -> log.all().size() >= 2);
      assertThat(log.all()).allMatch(line -> line.contains("refused"));
      assertThat(start.isAlive()).isTrue();
      place.wire().mend();
      await().until(() -> !start.isAlive());
    }
  }

  @Test
  void theStartWaitsNoLongerThanItIsTold() {
    place.wire().unplug();
    assertThatThrownBy(() -> Database.open(place.url()))
        .isInstanceOf(CannotOpen.class)
        .hasMessageContaining("refused");
  }

  @Test
  void aServerThatSaysNothingIsWaitedForNoLongerEither() {
    place.wire().stall();
    assertThatThrownBy(() -> Database.open(place.url()))
        .isInstanceOf(CannotOpen.class)
        .as("ended by the limit of the try; the driver's own is longer, and says what was read")
        .hasMessageContaining("Connection attempt timed out");
  }

  private static String limit(Tx tx, String name) {
    return tx.query("SELECT current_setting('" + name + "') AS limit_of_time")
        .first(row -> row.text("limit_of_time"))
        .orElseThrow();
  }

  private static void touch(Tx tx) {
    tx.update("UPDATE notes SET other = coalesce(other, 0) + 1 WHERE id = 1").run();
  }

  private static void add(Tx tx, long id) {
    tx.update("INSERT INTO notes (id) VALUES (:id)").set("id", id).run();
  }

  private List<Long> ids() {
    return database.read(
        tx -> tx.query("SELECT id FROM notes ORDER BY id").list(row -> row.number("id")));
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
