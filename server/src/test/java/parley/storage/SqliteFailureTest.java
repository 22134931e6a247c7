package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.testkit.Crowd;
import parley.testkit.Faults;
import parley.testkit.TestDatabase;

/** What fails in the embedded database, to whom, and what goes on. */
@Timeout(120)
class SqliteFailureTest {
  private static final int WAITING_MAX = 4_096;

  private final AtomicReference<Throwable> fatal = new AtomicReference<>();

  @AutoClose
  final TestDatabase place =
      TestDatabase.fresh(Dialect.SQLITE)
          .with(options -> options.withOnFatal(fatal::set).withPatience(Duration.ofSeconds(3)));

  private final Database database = place.open();

  SqliteFailureTest() {
    database.change(tx -> tx.update("CREATE TABLE notes (id BIGINT PRIMARY KEY, body TEXT)").run());
  }

  @Test
  void aFullDiskIsToldAsOneAndTakesNothingWithItThatSharesItsCommit() {
    Faults.leaveRoom(database, 4);
    var failures = together(List.of(tx -> add(tx, 1), tx -> addLarge(tx, 2), tx -> add(tx, 3)));
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst())
        .isInstanceOf(StorageFailure.DiskFull.class)
        .hasMessageContaining("SQLITE_FULL");
    assertThat(ids()).containsExactly(1L, 3L);
  }

  @Test
  void whatDidNotFitIsTakenWhenThereIsRoomAgain() {
    Faults.leaveRoom(database, 4);
    assertThatThrownBy(() -> database.change(tx -> addLarge(tx, 1)))
        .isInstanceOf(StorageFailure.DiskFull.class);
    Faults.makeRoom(database);
    database.change(tx -> addLarge(tx, 1));
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void aChangeThatCannotBeCommittedFailsAlone() {
    var failures =
        together(List.of(tx -> add(tx, 1), SqliteFailureTest::addOrphanLate, tx -> add(tx, 3)));
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst()).hasStackTraceContaining("FOREIGN KEY");
    assertThat(ids()).containsExactly(1L, 3L);
  }

  @Test
  void aRefusalThatRestedOnALostChangeOfTheSameBatchIsNotGiven() {
    Consumer<Tx> first =
        tx -> {
          add(tx, 1);
          addOrphanLate(tx);
        };
    var failures = together(List.of(first, tx -> add(tx, 1)));
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst()).hasStackTraceContaining("FOREIGN KEY");
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void aChangeThatIsRunAgainTellsItsOutcomeOnceForEachTimeItSaidThatItBegins() {
    var told = new ConcurrentLinkedQueue<String>();
    together(
        List.of(
            tx -> {
              add(tx, 1);
              tx.aroundCommit(() -> told.add("begun"), committed -> told.add("done " + committed));
            },
            SqliteFailureTest::addOrphanLate));
    assertThat(told).containsExactly("begun", "done false", "begun", "done true");
  }

  @Test
  void aForeignLockIsBusyAndNothingIsLostBehindIt() {
    try (var other = place.otherSession().run("INSERT INTO notes (id) VALUES (77)")) {
      assertThat(other).isNotNull();
      assertThatThrownBy(() -> database.change(tx -> add(tx, 1)))
          .isInstanceOf(StorageFailure.Busy.class);
    }
    database.change(tx -> add(tx, 1));
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void aDiskThatCannotBeWrittenIsToldAsOneAndReadsGoOn() {
    database.change(tx -> add(tx, 1));
    Faults.forbidWrites(database);
    assertThatThrownBy(() -> database.change(tx -> add(tx, 2)))
        .isInstanceOf(StorageFailure.DiskFailed.class)
        .hasMessageContaining("readonly");
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void aDamagedFileIsToldAsOne() {
    database.change(tx -> add(tx, 1));
    database.close();
    try (var again = Database.open(place.url())) {
      Faults.damage(place.file());
      assertThatThrownBy(() -> ids(again)).isInstanceOf(StorageFailure.DiskFailed.class);
      assertThatThrownBy(() -> again.<Long>snapshot(tx -> count(tx)))
          .isInstanceOf(StorageFailure.DiskFailed.class);
    }
  }

  @Test
  void whoWaitsTooLongForAHeldWriterIsToldSoAndTheChangeIsNeverMade() {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var holder = Thread.ofVirtual().start(() -> database.change(tx -> hold(begun, release)));
    waitFor(begun);
    assertThatThrownBy(() -> database.change(tx -> add(tx, 1)))
        .isInstanceOf(StorageFailure.Busy.class);
    release.countDown();
    join(List.of(holder));
    database.change(tx -> add(tx, 2)); // behind the one that was given up
    assertThat(ids()).containsExactly(2L);
  }

  @Test
  void moreChangesThanMayWaitAreRefusedAndThoseThatWaitAreDone() {
    try (var patient =
            TestDatabase.fresh(Dialect.SQLITE)
                .with(options -> options.withPatience(Duration.ofMinutes(1)));
        var database = patient.open()) {
      database.change(
          tx -> tx.update("CREATE TABLE notes (id BIGINT PRIMARY KEY, body TEXT)").run());
      refuseWhatIsTooMuch(database);
    }
  }

  private static void refuseWhatIsTooMuch(Database database) {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var holder = Thread.ofVirtual().start(() -> database.change(tx -> hold(begun, release)));
    waitFor(begun);
    var refused = new ConcurrentLinkedQueue<RuntimeException>();
    var writers = new ArrayList<Thread>();
    for (var i = 0; i < WAITING_MAX; i++) {
      var id = (long) i;
      writers.add(Thread.ofVirtual().start(() -> tryTo(database, refused, tx -> add(tx, id))));
    }
    await().until(() -> writers.stream().allMatch(SqliteFailureTest::waits));
    assertThatThrownBy(() -> database.change(tx -> add(tx, -1)))
        .isInstanceOf(StorageFailure.Busy.class);
    release.countDown();
    join(writers);
    join(List.of(holder));
    assertThat(refused).isEmpty();
    assertThat(ids(database)).hasSize(WAITING_MAX);
  }

  @Test
  void whoFindsEveryReaderInUseIsToldSoInsteadOfWaitingForEver() {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(SqliteReaders.COUNT);
    var readers = new ArrayList<Thread>();
    for (var i = 0; i < SqliteReaders.COUNT; i++) {
      readers.add(Thread.ofPlatform().start(() -> database.<Long>read(tx -> slow(begun, release))));
    }
    waitFor(begun);
    assertThatThrownBy(this::ids).isInstanceOf(StorageFailure.Busy.class);
    release.countDown();
    join(readers);
    assertThat(ids()).isEmpty();
  }

  private static long slow(CountDownLatch begun, CountDownLatch release) {
    begun.countDown();
    waitFor(release);
    return 0;
  }

  @Test
  void anErrorOfTheWriterEndsWhatWaitsAndTheProcess() {
    var failures =
        together(
            List.of(
                tx -> add(tx, 1),
                tx -> {
                  throw new OutOfMemoryError("on purpose");
                },
                tx -> add(tx, 3)));
    assertThat(failures).hasSize(3).allMatch(StorageFailure.OutcomeUnknown.class::isInstance);
    await().untilAsserted(() -> assertThat(fatal.get()).isInstanceOf(OutOfMemoryError.class));
    assertThatThrownBy(() -> database.change(tx -> add(tx, 4)))
        .isInstanceOf(StorageFailure.Unavailable.class);
    assertThat(ids()).isEmpty();
  }

  @Test
  void theLogIsBoundedThoughSomebodyAlwaysReads() throws IOException {
    var pagesMax = 1_000L;
    var done = new AtomicBoolean();
    var reading = new AtomicInteger();
    try (var bounded =
        new SqliteDatabase(DatabaseOptions.of(DatabaseAddress.of(place.url(), null)), pagesMax)) {
      Thread.ofPlatform().start(() -> readInTurn(bounded, done, reading));
      Crowd.run(
          8,
          writer -> {
            for (var i = 0; i < 500; i++) {
              var id = writer * 1_000L + i;
              bounded.change(tx -> addOfBytes(tx, id, 4_000));
            }
            return writer;
          });
      done.set(true);
      await().until(() -> reading.get() == 0);
      var written = 4_000 * 4_000;
      assertThat(Files.size(Path.of(place.file() + "-wal"))).isLessThan(written);
    }
  }

  /** A slow read, in which the next one begins: there is no moment when nobody reads. */
  private static void readInTurn(Database database, AtomicBoolean done, AtomicInteger reading) {
    reading.incrementAndGet();
    database.<Long>snapshot(
        tx -> {
          var count = count(tx);
          if (!done.get()) {
            pause();
            Thread.ofPlatform().start(() -> readInTurn(database, done, reading));
            pause();
          }
          return count;
        });
    reading.decrementAndGet();
  }

  private static void pause() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(Tx tx) {
    return tx.query("SELECT count(*) AS n FROM (SELECT id FROM notes LIMIT 100) AS some")
        .first(row -> row.number("n"))
        .orElseThrow();
  }

  /** Runs changes in one batch, in this order. What they failed with. */
  private List<RuntimeException> together(List<Consumer<Tx>> changes) {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    threads.add(Thread.ofPlatform().start(() -> database.change(tx -> hold(begun, release))));
    waitFor(begun);
    var failures = new ConcurrentLinkedQueue<RuntimeException>();
    for (var change : changes) {
      var thread = Thread.ofPlatform().start(() -> tryTo(database, failures, change));
      threads.add(thread);
      await().until(() -> waits(thread));
    }
    release.countDown();
    join(threads);
    return List.copyOf(failures);
  }

  private static void tryTo(
      Database database, ConcurrentLinkedQueue<RuntimeException> failures, Consumer<Tx> change) {
    try {
      database.change(change);
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static void hold(CountDownLatch begun, CountDownLatch release) {
    begun.countDown();
    waitFor(release);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(List<Thread> threads) {
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Tx tx, long id) {
    addOfBytes(tx, id, 1);
  }

  private static void addLarge(Tx tx, long id) {
    addOfBytes(tx, id, 100_000);
  }

  private static void addOfBytes(Tx tx, long id, int bytes) {
    tx.update("INSERT INTO notes (id, body) VALUES (:id, :body)")
        .set("id", id)
        .set("body", "x".repeat(bytes))
        .run();
  }

  /** A row whose parent is missing, which SQLite finds at the commit. */
  private static void addOrphanLate(Tx tx) {
    tx.update("PRAGMA defer_foreign_keys = 1").run();
    tx.update(
            """
            INSERT INTO tombstones (conversation_sid, version, kind, key, removed_at)
            VALUES ('CH1', 1, 'message', '0', 1)\
            """)
        .run();
  }

  private List<Long> ids() {
    return ids(database);
  }

  private static List<Long> ids(Database database) {
    return database.read(
        tx -> tx.query("SELECT id FROM notes ORDER BY id").list(row -> row.number("id")));
  }
}
